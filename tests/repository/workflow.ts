import { z } from "zod";

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const step = z.looseObject({
  uses: z.string().default(""),
  run: z.string().default(""),
  with: values.default({}),
  env: values.default({}),
});

const permissions = z.union([z.string(), z.record(z.string(), z.string())]);

const job = z.looseObject({
  if: z.string().default(""),
  needs: z.string().default(""),
  uses: z.string().default(""),
  environment: z.string().optional(),
  permissions: permissions.optional(),
  with: values.default({}),
  concurrency: z
    .looseObject({
      group: z.string(),
      "cancel-in-progress": z.boolean().default(false),
      queue: z.string().default("single"),
    })
    .optional(),
  strategy: z.looseObject({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  steps: z.array(step).default([]),
});

export const workflow = z.looseObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: permissions.optional(),
  jobs: z.record(z.string(), job),
});

export type Job = z.output<typeof job>;
export type Workflow = z.output<typeof workflow>;

/** What deploys one stage, for the workflow that decides which. */
export const DEPLOY_STAGE = "./.github/workflows/deploy-stage.yml";

/** The script that judges what a deployment would do. */
export const GATE = /npm run -s gate -- /;

/** What is wrong with a workflow, by its content, its text and the page that explains it. */
export type Rule = (workflow: Workflow, text: string, guide: string) => string[];

/** Where a job that runs Pulumi has its stage from. */
export function stageOf(job: string): string {
  return job === "preview" || job === "drift" ? "matrix.stage" : "inputs.stage";
}

export function eachJob(check: (name: string, content: Job) => string[]): Rule {
  return ({ jobs }) => Object.entries(jobs).flatMap(([name, content]) => check(name, content));
}

export function uses(content: Pick<Job, "steps">, action: string): Job["steps"] {
  return content.steps.filter((use) => use.uses.startsWith(`${action}@`));
}

/** Steps whose script has something. */
export function runs(content: Pick<Job, "steps">, pattern: RegExp): Job["steps"] {
  return content.steps.filter((use) => pattern.test(use.run));
}

/** Steps that run Pulumi; without a command its action only installs it. */
export function pulumiOf(content: Pick<Job, "steps">): Job["steps"] {
  return uses(content, "pulumi/actions").filter((use) => "command" in use.with);
}
