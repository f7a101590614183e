import { setTimeout as delay } from "node:timers/promises";
import { withStage, type BenchStage } from "./benchStage";
import type { Provisioned } from "./capacityModel";
import { short } from "./figures";
import { orders } from "./orders";
import type { Part } from "./part";

const SECONDS = 30;
const LEAST_USE = 0.9;
const TOPIC = "throttled";
const PARTITIONS = 4;
/** Answering takes as long as DynamoDB's usual. */
const LATENCY_MS = 5;

interface Case extends Provisioned {
  readonly tasks: number;
}

const even = (capacity: number, tasks = 1): Case => ({ capacity, hotShare: 0, tasks });

/** Measured side by side, as many as this machine can do at once. */
const groups: readonly (readonly Case[])[] = [
  [...[10, 25, 50, 100, 200, 400].map((capacity) => even(capacity)), even(400, 4)],
  [even(1_000), { capacity: 4_000, hotShare: 0.5, tasks: 1 }],
  [even(4_000)],
];

/** How much of a table's capacity the sink uses while it has more to write than the table takes. */
export async function measureCapacity(): Promise<Part> {
  const rows = await withStage({ pipeline: "orders", withConfluent: false }, async (stage) => {
    await stage.fill(TOPIC, PARTITIONS, orders(200_000));
    const measured: Row[] = [];
    for (const group of groups) measured.push(...(await measureGroup(stage, group)));
    return measured;
  });
  return {
    title: "Tables that throttle",
    text:
      `A sink with more to write than its table takes, over the first ${String(SECONDS)} seconds, ` +
      "against a stand-in with the rules of DynamoDB's write capacity that begins without burst " +
      "capacity. Hot: half of the items lie in one partition, which takes 1,000 a second. " +
      "Sent again: writes that were throttled, of 100 that were taken.",
    table: [
      ["Table", "Tasks", "Attainable", "Taken", "Used", "Sent again"],
      ...rows.map(({ name, tasks, attainable, perSecond, used, repeated }) => [
        name,
        String(tasks),
        `${short(attainable)} items/s`,
        `${short(perSecond)} items/s`,
        `${short(used * 100)} %`,
        short(repeated * 100),
      ]),
    ],
    verdicts: [
      {
        claim: `uses at least ${String(LEAST_USE * 100)} % of each table's capacity`,
        actual: `${short(Math.min(...rows.map(({ used }) => used)) * 100)} % at least`,
        held: rows.every(({ used }) => used >= LEAST_USE),
      },
    ],
  };
}

interface Row {
  readonly name: string;
  readonly tasks: number;
  readonly attainable: number;
  readonly perSecond: number;
  readonly used: number;
  readonly repeated: number;
}

async function measureGroup(stage: BenchStage, cases: readonly Case[]): Promise<Row[]> {
  const [standIn, endpoint] = await stage.standIn(LATENCY_MS);
  const rows = await Promise.all(
    cases.map(async (each) => {
      const { capacity, hotShare, tasks } = each;
      const name = `${short(capacity)} items/s${hotShare > 0 ? ", hot" : ""}`;
      const connector = `sink-${String(capacity)}-${String(tasks)}-${hotShare > 0 ? "hot" : "even"}`;
      const nothing = standIn.model(connector, { capacity: 0, hotShare: 0 });
      await stage.startSink(stage.sink, connector, {
        topics: TOPIC,
        "tasks.max": String(tasks),
        "aws.dynamodb.endpoint": endpoint,
        "table.name.format": connector,
      });
      while (nothing.throttled === 0) await delay(10);
      const model = standIn.model(connector, each);
      const begin = performance.now();
      await delay(SECONDS * 1000);
      const perSecond = (model.accepted * 1000) / (performance.now() - begin);
      const used = perSecond / model.attainable;
      const repeated = model.throttled / model.accepted;
      await stage.remove(connector);
      return { name, tasks, attainable: model.attainable, perSecond, used, repeated };
    }),
  );
  standIn.close();
  return rows;
}
