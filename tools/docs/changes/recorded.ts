import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../../support/projectRoot";

const outcome = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** What the engine does, such as `update Cluster kafka-cluster`, sorted. */
  does: z.array(z.string()),
  /** Resources for which it refuses the change, since they are protected. */
  protected: z.array(z.string()),
});

/** What a change of one setting comes to, as Pulumi's engine said. */
export type Outcome = z.output<typeof outcome>;

/** By setting. */
export type Outcomes = Readonly<Record<string, Outcome>>;

/** Where `npm run changes` writes the outcomes of a stage. */
export function recordFile(stage: string): string {
  return join(projectRoot, "tools", "docs", "changes", `${stage}.json`);
}

export function readOutcomes(stage: string): Outcomes {
  const file = recordFile(stage);
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run changes writes it`);
  return z.record(z.string(), outcome).parse(JSON.parse(readFileSync(file, "utf8")));
}
