import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../../support/projectRoot";
import { refusalOf } from "../../helpers/refusal";

describe("npm run plan -- --graph", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "graph-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("draws the stage and says so in a line, without the tree", async () => {
    const file = join(folder, "stage.svg");
    const { exitCode, stdout, stderr } = await plan("--stage", "prod", "--graph", file);
    assert.deepEqual(
      [exitCode, stdout, stderr],
      [0, `Drew stage prod of msk-pipeline into ${file}`, ""],
    );
    assert.match(readFileSync(file, "utf8"), /^<svg .*prod-orders-sink.*<\/svg>\n$/s);
  });

  it("prints the JSON alone where that is asked for as well", async () => {
    const file = join(folder, "stage.svg");
    const { stdout, stderr } = await plan("--json", "--graph", file);
    assert.equal((JSON.parse(stdout) as { stack: string }).stack, "dev");
    assert.match(stderr, /Drew stage dev/);
    assert.ok(existsSync(file));
  });

  const refused: readonly (readonly [name: string, ...says: RegExp[]])[] = [
    ["stage.png", /stage\.png/, /must end in \.svg/],
    [join("none", "stage.svg"), /stage\.svg/, /no folder \S+none/],
    ["", /must end in \.svg/],
  ];
  for (const [name, ...says] of refused) {
    it(`refuses ${name || "a folder"}`, async () => {
      const said = await refusalOf(["plan", "--graph", join(folder, name)]);
      assert.match(said, /--graph <file\.svg>/);
      for (const pattern of says) assert.match(said, pattern);
    });
  }
});

function plan(...args: readonly string[]) {
  return execa("node", ["--import", "tsx", "cli/main.ts", "plan", ...args], {
    cwd: projectRoot,
    reject: false,
  });
}
