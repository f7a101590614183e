import { setTimeout as delay } from "node:timers/promises";
import { cdcFlow, type CdcFlow } from "../../local/pipelines/cdc/flow";
import type { DatabaseClient } from "../../local/clients/database";
import { quantile } from "../../support/quantile";
import { withStage, type BenchStage } from "./benchStage";
import { short } from "./figures";
import type { Part } from "./part";
import type { StandIn } from "./standIn";

const PACED_ROWS = 1_500;
const ROWS_A_SECOND = 100;
const BULK_ROWS = 30_000;
const ROWS_A_TRANSACTION = 500;

/** How fast the changes of a database reach the table, and how long one takes. */
export async function measureChanges(): Promise<Part> {
  const { latencies, perSecond } = await withStage(
    { pipeline: "cdc", withConfluent: false },
    async (stage) => {
      const { database } = stage.started;
      const flow = cdcFlow(stage.started.stage);
      if (flow === undefined || database === undefined) throw new Error("dev has a database");
      const standIn = await startConnectors(stage, flow);
      const rows = new Rows(database, flow.captured);
      // The first rows are the snapshot, and warm both connectors up.
      await rows.insert(2_000);
      await arrived(standIn, rows.inserted);
      const latencies = await paced(rows, standIn);
      const begin = performance.now();
      await rows.insert(BULK_ROWS);
      await arrived(standIn, rows.inserted);
      return { latencies, perSecond: (BULK_ROWS * 1000) / (performance.now() - begin) };
    },
  );
  return {
    title: "Changes of the database",
    text:
      `Rows inserted into MySQL, through Debezium and the sink. Latency: ${short(PACED_ROWS)} rows, ` +
      `${String(ROWS_A_SECOND)} a second, each from its statement's start to its arrival at the table. ` +
      `Throughput: ${short(BULK_ROWS)} rows in transactions of ${String(ROWS_A_TRANSACTION)}, from the ` +
      "first statement to the last row's arrival.",
    table: [
      ["p50", "p99", "Most", "Throughput"],
      [
        ...[0.5, 0.99, 1].map((share) => `${short(quantile(latencies, share))} ms`),
        `${short(perSecond)} rows/s`,
      ],
    ],
    verdicts: [],
  };
}

async function startConnectors(stage: BenchStage, flow: CdcFlow): Promise<StandIn> {
  const { connectors } = stage.started.stage;
  const source = connectors.find(({ name }) => name === flow.source);
  if (source === undefined) throw new Error(`${flow.source} is a connector of the stage`);
  const [standIn, endpoint] = await stage.standIn(0);
  await stage.startSink(stage.sink, stage.sink.name, { "aws.dynamodb.endpoint": endpoint });
  await stage.started.worker.api.put(source.name, source.config);
  return standIn;
}

async function arrived(standIn: StandIn, rows: number): Promise<void> {
  while (standIn.items < rows) await delay(10);
}

/** Milliseconds of each row that is inserted at a pace. */
async function paced(rows: Rows, standIn: StandIn): Promise<number[]> {
  const begun = new Map<number, number>();
  const latencies: number[] = [];
  standIn.onArrival = (id) => {
    const begin = begun.get(id);
    if (begin !== undefined) latencies.push(performance.now() - begin);
  };
  const first = performance.now();
  for (let row = 0; row < PACED_ROWS; row += 1) {
    await delay(Math.max(0, first + (row * 1000) / ROWS_A_SECOND - performance.now()));
    begun.set(rows.inserted + 1, performance.now());
    await rows.insert(1);
  }
  while (latencies.length < PACED_ROWS) await delay(10);
  standIn.onArrival = undefined;
  return latencies;
}

/** Sales orders with the ids 1, 2, 3 and so on. */
class Rows {
  inserted = 0;

  constructor(
    private readonly database: DatabaseClient,
    private readonly table: string,
  ) {}

  async insert(count: number): Promise<void> {
    for (let left = count; left > 0; left -= ROWS_A_TRANSACTION) {
      const rows = Array.from({ length: Math.min(left, ROWS_A_TRANSACTION) }, () => {
        this.inserted += 1;
        return [this.inserted, 1, new Date("2024-01-01T00:00:00Z"), "AIR", "12.50"];
      });
      const columns = "ORDER_ID, SITE_ID, ORDER_DATE, SHIP_MODE, AMOUNT";
      await this.database.run(`INSERT INTO ${this.table} (${columns}) VALUES ?`, [rows]);
    }
  }
}
