import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { resourcesOfType } from "../../plan/plan";
import { stageNames } from "../../plan/stageConfig";
import { projectRoot } from "../../support/projectRoot";
import { plan } from "../helpers/stagePlans";

const page = readFileSync(join(projectRoot, "docs/runbook.md"), "utf8");
const [, alarms = "", disasters = ""] = page.split(/^## (?:Alarms|Disasters)$/m);
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"))).scripts;

/** Settings with which a stage has every alarm that it can have. */
const everything = [
  "pipeline=all",
  "alarms=true",
  "deadLetters=true",
  "monitoringLevel=PER_BROKER",
];

describe("docs/runbook.md", () => {
  it("has an entry for each alarm of every stage, and none besides", async () => {
    const described = await Promise.all(
      stageNames(projectRoot).map(async (stage) => {
        const planned = await plan(stage, ...everything);
        return resourcesOfType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(
          ({ inputs }) => String(inputs["alarmDescription"]),
        );
      }),
    );
    const linked = described
      .flat()
      .map((description) => /\. What to do: docs\/runbook\.md#([\w-]+)$/.exec(description)?.[1]);
    assert.deepEqual(headings(alarms).toSorted(), [...new Set(linked)].toSorted());
  });

  it("says of each what it means, where to look and how to mend it", () => {
    const wanting = entries(alarms).filter(
      (entry) => !/\n- \*\*Means\*\*: .+\n- \*\*Look\*\*: .+\n- \*\*Mend\*\*: .+\n/.test(entry),
    );
    assert.deepEqual(wanting, []);
  });

  it("says of each disaster what is lost, and the commands", () => {
    const all = entries(disasters);
    assert.equal(all.length, 6);
    const wanting = all.filter(
      (entry) => !entry.includes("**Lost**: ") || !entry.includes("```sh"),
    );
    assert.deepEqual(wanting, []);
  });

  it("links to headings that exist", () => {
    const broken = [...page.matchAll(/\]\(([\w.-]*\.md)?#([\w-]+)\)/g)].filter(
      ([, file = "runbook.md", anchor = ""]) =>
        !headings(readFileSync(join(projectRoot, "docs", file), "utf8"))
          .map(anchorOf)
          .includes(anchor),
    );
    assert.deepEqual(
      broken.map(([link]) => link),
      [],
    );
  });

  for (const [words, used] of commands()) {
    it(`names npm run ${words} with options that it has`, async () => {
      const [name = "", ...first] = words.split(" ");
      const script = scripts[name];
      assert.ok(script, `package.json has no script ${name}`);
      const [command, ...args] = [...script.split(" "), ...first, "--help"];
      const { stdout: help } = await execa(command, args, { cwd: projectRoot });
      const unknown = used.filter((option) => !new RegExp(`${option}\\b`).test(help));
      assert.deepEqual(unknown, []);
    }).timeout(60_000);
  }
});

/**
 * The project's commands on the page, each with its first word, which may be a command of its own,
 * and the options that it is shown with.
 */
function commands(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const shown = page.matchAll(/npm run ([\w-]+)(?: --)?(?: ([a-z]\w*))?([^`\n]*)/g);
  for (const [, name = "", word = "", args = ""] of shown) {
    const options = args.match(/--[a-z][\w-]*/g) ?? [];
    const words = `${name} ${word}`.trim();
    found.set(words, [...new Set([...(found.get(words) ?? []), ...options])]);
  }
  return found;
}

function headings(text: string): string[] {
  return [...text.matchAll(/^##+ (.+)$/gm)].map(([, heading = ""]) => heading);
}

/** Returns the parts of a chapter, without what stands before the first. */
function entries(text: string): string[] {
  return text.split(/^### /m).slice(1);
}

/** Makes a heading's anchor as GitHub does. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
