import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { cacheDirectory } from "../../../support/cache";
import { installPackage, type InstalledPackage } from "../../helpers/installedPackage";
import { RUN_TIMEOUT_MS } from "../harness";
import { pipelinesOf } from "../../helpers/reportFile";

const LINES = 300;

describe("A new project, with the package installed", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let installed: InstalledPackage;

  before(async () => {
    installed = await installPackage();
  });
  after(() => installed.remove());

  function run(command: string, args: readonly string[], cwd = installed.program) {
    const env = { PIPELINE_CACHE_DIR: cacheDirectory() };
    return execa(command, args, { cwd, env, all: true, reject: false, forceKillAfterDelay: false });
  }

  /** Plans another program of the project. */
  async function planned(program: string): Promise<string> {
    const folder = join(installed.program, "other");
    mkdirSync(folder, { recursive: true });
    const file = readFileSync(join(installed.program, "Pulumi.yaml"), "utf8");
    const project = z.record(z.string(), z.unknown()).parse(parse(file));
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...project, main: "main.ts" }));
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
    writeFileSync(join(folder, "main.ts"), program);
    return (await run("npx", ["--no", "msk-pipeline", "plan"], folder)).all;
  }

  it("passes its own tests", async () => {
    const { exitCode, all } = await run("npm", ["test"]);
    assert.equal(exitCode, 0, all);
    assert.match(all, /^# pass 2$/m);
  });

  it("runs its pipeline, counted from the file to the table", async () => {
    const file = join(installed.program, "lines.txt");
    const lines = Array.from({ length: LINES }, (_, i) => `line ${i}`);
    writeFileSync(file, `${lines.join("\n")}\n`);
    const report = join(installed.program, "report.json");
    const args = ["-c", `file=${file}`, "--records", String(LINES), "--report", report];
    const { exitCode, all } = await run("npm", ["start", "--", ...args]);
    assert.equal(exitCode, 0, all);
    const pipelines = pipelinesOf(report);
    assert.deepEqual(pipelines["releases"]?.counts, {
      produced: LINES,
      taken: LINES,
      deadLettered: 0,
    });
    assert.match(all, /An item of releases:\n\{\n {2}"line": "line \d+"\n\}/);
  });

  it("makes another one, with the very package that it has", async () => {
    const another = join(installed.program, "another");
    const { exitCode, all } = await run("npx", ["--no", "msk-pipeline", "new", another]);
    assert.equal(exitCode, 0, all);
    const tarball = `msk-pipeline-${installed.manifest.version}.tgz`;
    const packed = (folder: string) => execa("tar", ["-tzf", tarball], { cwd: folder });
    const [first, second] = await Promise.all([packed(installed.program), packed(another)]);
    assert.deepEqual(second.stdout.split("\n").sort(), first.stdout.split("\n").sort());
    assert.ok(existsSync(join(another, ".github/workflows/preview.yml")));
  });

  it("is found from a folder in it; where there is none, that is said", async () => {
    const binary = join(installed.program, "node_modules/.bin/msk-pipeline");
    const inside = await run(binary, ["plan"], join(installed.program, ".github"));
    assert.match(inside.all, /^releases dev: \d+ resources$/m);
    const { exitCode, all } = await run(binary, ["plan"], tmpdir());
    assert.match(all, /^There is no Pulumi\.yaml in \S+ or above it: .*msk-pipeline new <folder>/);
    assert.equal(exitCode, 1);
  });

  it("is told which command of its program a plan does not run", async () => {
    const all = await planned(
      'import * as command from "@pulumi/command";\ncommand.local.runOutput({ command: "date" });',
    );
    assert.match(all, /^The program runs the command date at every preview, which a plan/);
  });

  it("is told which function of AWS cannot be answered here", async () => {
    const all = await planned(
      'import * as aws from "@pulumi/aws";\naws.iam.getPolicyDocumentOutput({});',
    );
    assert.match(all, /^The program calls the provider function aws:iam\/getPolicyDocument:/);
  });
});
