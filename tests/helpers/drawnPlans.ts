import type { Plan, PlannedResource } from "../../plan/plan";
import { plan } from "./stagePlans";

/** Every stage, each of the pipelines, and what changes the shape of the network. */
const settings: readonly (readonly [stage: string, ...overrides: string[]])[] = [
  ["dev", "pipeline=orders"],
  ["dev", "pipeline=cdc"],
  ["dev", "pipeline=lake"],
  ["dev", "pipeline=all"],
  ["dev", "pipeline=all", "zones=3", "brokers=3", "nat=single", "tableBillingMode=provisioned"],
  ["dev", "kafkaClient=false", "plugins=confluent"],
  ["staging", "pipeline=all"],
  ["staging", "pipeline=all", "deadLetters=true", "brokerType=serverless"],
  ["prod", "pipeline=cdc"],
  ["prod", "pipeline=all", "nat=onePerAz"],
];

/** What is drawn in the tests, and how a test is to call it. */
export const drawnPlans: readonly (readonly [name: string, load: () => Promise<Plan>])[] = [
  ...settings.map(([stage, ...overrides]): readonly [string, () => Promise<Plan>] => [
    [stage, ...overrides].join(" "),
    () => plan(stage, ...overrides),
  ]),
  ["a sink that fills no table", async () => withoutTables(await plan("staging", "pipeline=all"))],
  ["two sinks of one topic", async () => withSecondSink(await plan("prod", "pipeline=all"))],
  ["names that are as long as they may be", longNames],
];

/** The plan with another text wherever it has one, in names, ARNs and policies alike. */
export function renamed(loaded: Plan, from: string, to: string): Plan {
  return JSON.parse(
    JSON.stringify(loaded).replaceAll(from, JSON.stringify(to).slice(1, -1)),
  ) as Plan;
}

async function longNames(): Promise<Plan> {
  const loaded = await plan("prod", "pipeline=all");
  const long = "w".repeat(90);
  return renamed(
    renamed(renamed(loaded, "orders", long), "SALES_ORDER", `${long} M`),
    "prod",
    long,
  );
}

function withoutTables(loaded: Plan): Plan {
  const resources = loaded.resources.filter(({ type }) => !/Table$/.test(type));
  return { ...loaded, resources };
}

function withSecondSink(loaded: Plan): Plan {
  const sink = loaded.resources.filter(({ urn }) => /::orders-sink(-|$)/.test(urn));
  const second = sink.map(
    (resource) =>
      JSON.parse(
        JSON.stringify(resource).replaceAll("orders-sink", "orders-twin"),
      ) as PlannedResource,
  );
  return { ...loaded, resources: [...loaded.resources, ...second] };
}
