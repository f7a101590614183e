import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { isNewer } from "../../../helpers/newerActions";
import type { Python } from "../../../helpers/python";
import type { TemplateResource } from "./resource";

/** What cfn-lint has against a resource of a template. */
export interface LintFault {
  /** Number of the template, and of the resource within it. */
  readonly template: number;
  readonly resource: number;
  /** Path from the resource's properties. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly source: string;
}

/** Warnings that are refusals to us: an action that IAM does not know allows nothing. */
const WARNINGS_THAT_COUNT = ["W3037"];

const match = z.object({
  Filename: z.string(),
  Level: z.string(),
  Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullish() }),
  Message: z.string(),
  Rule: z.object({ Id: z.string(), Source: z.string() }),
});

type Match = z.output<typeof match>;

/** Some of its rules name no page of their own. */
const RULES = "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md";

/** Has cfn-lint check templates of resources for a region. */
export async function cfnLintFaults(
  python: Python,
  region: string,
  templates: readonly (readonly TemplateResource[])[],
): Promise<readonly LintFault[]> {
  const folder = await mkdtemp(join(tmpdir(), "cfn-lint-"));
  try {
    const files = templates.map((_, i) => join(folder, `${i}.json`));
    await Promise.all(
      templates.map((resources, i) => writeTemplate(join(folder, `${i}.json`), resources)),
    );
    const matches = await lint(python, region, files);
    return matches.map((found) => faultOf(found, files.indexOf(found.Filename)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeTemplate(file: string, resources: readonly TemplateResource[]): Promise<void> {
  const template = {
    AWSTemplateFormatVersion: "2010-09-09",
    Resources: Object.fromEntries(resources.map((resource, i) => [`Resource${i}`, resource])),
  };
  await writeFile(file, JSON.stringify(template));
}

async function lint(
  { command, env }: Python,
  region: string,
  files: readonly string[],
): Promise<readonly Match[]> {
  // Its exit code says how bad the findings are. Its command is no module that Python could run.
  const { stdout, stderr } = await execa(
    command,
    [
      ...["-c", "import sys; from cfnlint.runner.cli import main; sys.exit(main())"],
      ...["--format", "json", "--regions", region, "--", ...files],
    ],
    { env, cwd: tmpdir(), reject: false },
  );
  if (!stdout.startsWith("[")) throw new Error(`cfn-lint failed: ${stdout}${stderr}`);
  return z
    .array(match)
    .parse(JSON.parse(stdout))
    .filter(({ Level, Rule }) => Level === "Error" || WARNINGS_THAT_COUNT.includes(Rule.Id))
    .filter((found) => !isNewerAction(found));
}

/** Its message has the action's name, without its service, in small letters. */
function isNewerAction({ Rule, Message }: Match): boolean {
  const [, name] = /^'(\w+)' is not one of \['createconnector'/.exec(Message) ?? [];
  return Rule.Id === "W3037" && name !== undefined && isNewer(`kafkaconnect:${name}`);
}

function faultOf({ Location, Message, Rule }: Match, template: number): LintFault {
  const [, name, , ...path] = Location.Path ?? [];
  const [, number] = /^Resource(\d+)$/.exec(String(name)) ?? [];
  // A fault of the template as a whole is one of the test's own.
  if (number === undefined || template < 0) throw new Error(`cfn-lint refused all: ${Message}`);
  return {
    template,
    resource: Number(number),
    path,
    problem: `is refused by cfn-lint's ${Rule.Id}: ${Message}`,
    source: Rule.Source || RULES,
  };
}
