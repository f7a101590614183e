import assert from "node:assert/strict";
import { z } from "zod";
import type { Registered } from "../engine/registered";

/** Has stage dev do without what examples/python does without. */
export const AS_THE_EXAMPLE = { kafkaClient: "false", alarms: "false", autoCreateTopics: "false" };

/**
 * Holds what a program registers beside what the stage has. Arguments of components may be left out,
 * archives and code may lie anywhere, commands and code are the package's, and in other languages maps
 * have no order, in which a dashboard shows what it is of.
 */
export function assertSame(program: readonly Registered[], stage: readonly Registered[]): void {
  const [ofProgram, ofStage] = [new Map(comparable(program)), new Map(comparable(stage))];
  const missing = [...ofStage.keys()].filter((key) => !ofProgram.has(key));
  assert.deepEqual(missing, []);
  for (const [key, resource] of ofProgram) assert.deepEqual(resource, ofStage.get(key), key);
}

/** What the package has in its own way. */
const PACKAGED = { create: undefined, code: undefined, dashboardBody: undefined };

function comparable(registered: readonly Registered[]): [string, unknown][] {
  return registered.map(({ type, name, parent, protect, inputs }) => {
    const isComponent = type.startsWith("msk-pipeline:");
    const source = z.looseObject({ hash: z.string() }).safeParse(inputs["source"]).data?.hash;
    const given = JSON.parse(JSON.stringify({ ...inputs, ...PACKAGED, source }), parsed) as unknown;
    return [`${type} ${name}`, { parent, protect, inputs: isComponent ? {} : given }];
  });
}

/** JSON in text may have its keys in another order too. */
function parsed(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value;
}
