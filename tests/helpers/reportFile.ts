import { readFileSync } from "node:fs";
import { z } from "zod";

const schema = z.object({
  pipelines: z.record(z.string(), z.object({ counts: z.record(z.string(), z.number()) })),
});

/** What a report in JSON says of each pipeline. */
export function pipelinesOf(report: string): z.output<typeof schema>["pipelines"] {
  return schema.parse(JSON.parse(readFileSync(report, "utf8"))).pipelines;
}
