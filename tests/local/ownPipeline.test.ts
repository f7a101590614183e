import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { command, RUN_TIMEOUT_MS } from "./harness";
import { pipelinesOf } from "../helpers/reportFile";

const CLICKS = 300;
const LEFT_OUT = new Set(["node_modules", ".git", ".cache", ".pipeline", "target"]);

/** The page's blocks of TypeScript by the file that their first line names. */
function blocks(): ReadonlyMap<string, string> {
  const page = readFileSync(join(projectRoot, "docs/own-pipeline.md"), "utf8");
  const found = page.matchAll(/```ts\n\/\/ (?<file>\S+)\n(?<code>.*?)```/gs);
  return new Map([...found].map(({ groups }) => [groups?.["file"] ?? "", groups?.["code"] ?? ""]));
}

/** Puts text before another into a file; fails where that is not there once. */
function insert(file: string, before: string, text: string): void {
  const parts = readFileSync(file, "utf8").split(before);
  assert.equal(parts.length, 2, `${file} has ${before} ${parts.length - 1} times`);
  writeFileSync(file, parts.join(`${text}${before}`));
}

describe("A pipeline of the user's own, as docs/own-pipeline.md has it", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let folder: string;
  let project: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "own-pipeline-"));
    project = join(folder, "project");
    cpSync(projectRoot, project, {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(basename(path)),
    });
    symlinkSync(join(projectRoot, "node_modules"), join(project, "node_modules"));
    const code = blocks();
    const part = (file: string): string => {
      const found = code.get(file);
      assert.ok(found, `the page has nothing for ${file}`);
      return found;
    };
    const clicks = join(folder, "clicks.jsonl");
    const pipeline = part("pipelines/clicks.ts").replace("/tmp/clicks.jsonl", clicks);
    writeFileSync(join(project, "pipelines/clicks.ts"), pipeline);
    insert(
      join(project, "config/pipelines.ts"),
      "} as const satisfies",
      part("config/pipelines.ts"),
    );
    const list = join(project, "pipelines/list.ts");
    insert(list, "};\n\n/** Makes the stage's", part("pipelines/list.ts"));
    insert(list, "import { ordersPipeline }", 'import { clicksPipeline } from "./clicks";\n');
    const lines = Array.from({ length: CLICKS }, (_, i) =>
      JSON.stringify({ id: `c${i}`, page: i }),
    );
    writeFileSync(clicks, `${lines.join("\n")}\n`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("runs beside another, and is counted from the file to the table", async () => {
    const report = join(folder, "report.json");
    const { exitCode, all } = await command(
      [
        ...["local", "--pipeline", "orders,clicks"],
        ...["--records", String(CLICKS), "--report", report],
      ],
      join(folder, "state"),
      project,
    );
    assert.equal(exitCode, 0, all);
    const pipelines = pipelinesOf(report);
    assert.deepEqual(pipelines["clicks"]?.counts, {
      produced: CLICKS,
      taken: CLICKS,
      deadLettered: 0,
    });
    assert.equal(pipelines["orders"]?.counts["stored"], CLICKS);
    assert.match(all, /300 records in clicks, 300 taken by its sinks; the last: .*"id":"c\d+"/);
    assert.match(all, /An item of kafka_clicks:\n\{\n {2}"id": "c\d+",\n/);
  });
});
