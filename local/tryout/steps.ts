import { z } from "zod";

const common = { number: z.number(), step: z.string() };
const field = z.json();
const type = z.string().nullable();

/** A line of plugins/tryout: what a step made of a record. */
const stepSchema = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("record"),
    topic: z.string(),
    key: field,
    keyType: type,
    value: field,
    valueType: type,
    headers: z.array(z.object({ name: z.string(), value: field, valueType: type })),
  }),
  z.object({ ...common, kind: z.literal("dropped") }),
  z.object({ ...common, kind: z.literal("failed"), causes: z.array(z.string()) }),
]);

export type Step = z.output<typeof stepSchema>;
type RecordStep = Extract<Step, { kind: "record" }>;

export function parseSteps(output: string): Step[] {
  const lines = output.split("\n").filter((line) => line !== "");
  return lines.map((line) => stepSchema.parse(JSON.parse(line)));
}

/**
 * Renders steps for people: of each record what the converters made of it, and then what each
 * transform changed.
 */
export function renderSteps(steps: readonly Step[]): string {
  const numbers = [...new Set(steps.map(({ number }) => number))];
  return numbers
    .map((number) => renderRecord(steps.filter((step) => step.number === number)))
    .join("\n\n");
}

function renderRecord(steps: readonly Step[]): string {
  let before: RecordStep | undefined;
  const lines = steps.flatMap((step) => {
    if (step.kind === "failed") return [`${step.step} fails`, ...step.causes.map(indented)];
    if (step.kind === "dropped") return [`${step.step} drops it: nothing is stored`];
    const shown = changed(partsOf(step), before === undefined ? {} : partsOf(before));
    before = step;
    return [step.step, ...(shown.length > 0 ? shown : ["changes nothing"]).map(indented)];
  });
  return [`Record ${(steps[0]?.number ?? 0) + 1}`, ...lines.map(indented)].join("\n");
}

type Parts = Readonly<Record<string, string>>;

function partsOf({ topic, key, keyType, value, valueType, headers }: RecordStep): Parts {
  const named = [...new Set(headers.map(({ name }) => name))].map((name) => {
    const all = headers.filter((header) => header.name === name);
    const text = all.map((each) => said(each.value, each.valueType)).join(", ");
    return [`header ${name}`, text] as const;
  });
  return {
    topic,
    key: said(key, keyType),
    value: said(value, valueType),
    ...Object.fromEntries(named),
  };
}

function said(value: z.output<typeof field>, of: string | null): string {
  return `${JSON.stringify(value)}${of === null ? "" : `  ${of}`}`;
}

function changed(parts: Parts, before: Parts): string[] {
  const gone = Object.keys(before).filter((name) => !(name in parts));
  return [
    ...Object.entries(parts)
      .filter(([name, text]) => before[name] !== text)
      .map(([name, text]) => `${name.padEnd(6)} ${text}`),
    ...gone.map((name) => `${name} is gone`),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
