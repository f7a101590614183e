import assert from "node:assert/strict";
import { z } from "zod";
import { resourcesOfType, type Plan, type PlannedResource } from "../../../../plan/plan";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** What is expected of an alarm; a query's dimensions are those that it asks for. */
type Expected = readonly [
  metric: string,
  dimensions: Readonly<Record<string, unknown>>,
  bad: string,
  minutes: number,
  silence: "breaching" | "notBreaching",
];

type Alarm = Pick<PlannedResource, "name" | "inputs">;

/** Alarms by the names that a stage gives them, those with a beginning. */
export function alarms(loaded: Plan, prefix = ""): Alarm[] {
  return resourcesOfType(loaded, ALARM)
    .map(({ name, inputs }) => ({ name: name.replace(/^monitoring-/, ""), inputs }))
    .filter(({ name }) => name.startsWith(prefix));
}

export function named(loaded: Plan, prefix: string): string[] {
  return alarms(loaded, prefix).map(({ name }) => name);
}

export function assertAlarms(
  loaded: Plan,
  prefix: string,
  expected: Readonly<Record<string, Expected>>,
): void {
  const found = Object.fromEntries(
    alarms(loaded, prefix).map((alarm) => [alarm.name, seen(alarm)]),
  );
  assert.deepEqual(found, expected);
}

export function quiet(
  metric: string,
  dimensions: Readonly<Record<string, unknown>>,
  bad: string,
  minutes: number,
): Expected {
  return [metric, dimensions, bad, minutes, "notBreaching"];
}

const COMPARED: Readonly<Record<string, string>> = {
  GreaterThanUpperThreshold: ">",
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: ">=",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
};

/** Reads what CloudWatch is told. */
export function seen({ inputs }: Alarm): Expected {
  const queries = z.array(queried).parse(inputs["metricQueries"] ?? []);
  const query = queries.find(({ period }) => period !== undefined);
  const alone = queries.find(({ metric }) => metric !== undefined)?.metric;
  const period = Number(query?.period ?? alone?.period ?? inputs["period"]);
  const minutes = (period * Number(inputs["evaluationPeriods"])) / 60;
  const threshold = String(inputs["threshold"] ?? inputs["thresholdMetricId"]);
  const bad = `${COMPARED[String(inputs["comparisonOperator"])]} ${threshold}`;
  const silence = inputs["treatMissingData"] === "breaching" ? "breaching" : "notBreaching";
  if (alone !== undefined) {
    const band = queries.find(({ id }) => id === inputs["thresholdMetricId"]);
    assert.equal(band?.expression, "ANOMALY_DETECTION_BAND(m1, 2)");
    const metric = `${alone.stat} ${alone.metricName}`;
    return [metric, alone.dimensions, bad, minutes, silence];
  }
  if (query === undefined) {
    const metric = `${String(inputs["statistic"])} ${String(inputs["metricName"])}`;
    return [metric, dimensionsOf(inputs), bad, minutes, silence];
  }
  const { metric, dimensions } = parsed(query.expression ?? "");
  return [metric, dimensions, bad, minutes, silence];
}

const queried = z.object({
  id: z.string(),
  expression: z.string().optional(),
  period: z.number().optional(),
  metric: z
    .object({
      metricName: z.string(),
      dimensions: z.record(z.string(), z.string()),
      period: z.number(),
      stat: z.string(),
    })
    .optional(),
});

function dimensionsOf(inputs: PlannedResource["inputs"]): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(inputs["dimensions"] ?? {});
}

/** Reads a query: what it does not pin down may have any value. */
function parsed(expression: string): {
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
} {
  const [, fn, name, schema = "", where = ""] =
    /^SELECT (\w+)\((\w+)\) FROM SCHEMA\("AWS\/\w+", (.+)\) WHERE (.+)$/.exec(expression) ?? [];
  const any = schema.split(", ").map((key) => [key.slice(1, -1), "*"] as const);
  const pinned = where
    .split(" AND ")
    .map((term) => /^"(.+)" = '(.+)'$/.exec(term)?.slice(1) ?? [])
    .map(([key = "", value = ""]) => [key, value] as const);
  return { metric: `${fn} ${name}`, dimensions: Object.fromEntries([...any, ...pinned]) };
}
