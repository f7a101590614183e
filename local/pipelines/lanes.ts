import type { BrokerClient } from "../clients/broker";
import type { BucketClient } from "../clients/buckets";
import type { DatabaseClient } from "../clients/database";
import type { TableClient } from "../clients/tables";
import type { DeclaredStage } from "../declared/declaredStage";
import type { Lane } from "../watch/lane";
import { cdcFlow, CHANGES } from "./cdc/flow";
import { CdcLane } from "./cdc/lane";
import { chainsOf } from "./counted/chain";
import { CountedLane } from "./counted/lane";
import { lakeFlows } from "./lake/flow";
import { LakeLane } from "./lake/lane";
import { ORDERS, ordersFlow } from "./orders/flow";
import { OrdersLane } from "./orders/lane";

/** A stage as it runs here, and clients of where its records are. */
export interface Watchable {
  readonly stage: DeclaredStage;
  readonly kafka: BrokerClient;
  /** Tables that records are stored in; undefined for a stage without any. */
  readonly tables: TableClient | undefined;
  /** Buckets that records are stored in; undefined for a stage without any. */
  readonly buckets: BucketClient | undefined;
  /** The database whose changes are captured; undefined for a stage without one. */
  readonly database: DatabaseClient | undefined;
}

/** What a user asks of a run's records. */
export interface Asked {
  /**
   * Orders, and changes, to make; records of any other pipeline after which it is done.
   * @default - 1,000 orders and records, and 5,000 changes
   */
  readonly records?: number | undefined;
  /**
   * Milliseconds over which the changes of a database are spread.
   * @default - made as fast as it takes them
   */
  readonly changesMs?: number | undefined;
}

/** Makes a lane for each pipeline of the stage, ready to begin; one of no known kind is counted. */
export async function lanesOf(
  { stage, kafka, tables, buckets, database }: Watchable,
  { records, changesMs = 0 }: Asked,
): Promise<Lane[]> {
  const orders = ordersFlow(stage);
  const cdc = cdcFlow(stage);
  const lakes = lakeFlows(stage);
  const lanes: Lane[] = [];
  if (orders && tables) lanes.push(new OrdersLane(orders, kafka, tables));
  if (cdc && tables && database) {
    const changes = { changes: records ?? CHANGES, changesMs };
    const lane = new CdcLane(cdc, changes, kafka, tables, database);
    await lane.prepare();
    lanes.push(lane);
  }
  if (buckets) {
    for (const flow of lakes) {
      const name = lakes.length === 1 ? "lake" : `lake of ${flow.topic}`;
      lanes.push(new LakeLane(name, flow, records ?? ORDERS, kafka, buckets));
    }
  }
  const compared = new Set(
    [orders, cdc, ...lakes].flatMap((flow) => (flow ? [flow.source, flow.sink] : [])),
  );
  const others = stage.connectors.filter(({ name }) => !compared.has(name));
  const counted = chainsOf(others).map((chain) => new CountedLane(chain, records ?? ORDERS, kafka));
  return [...lanes, ...counted];
}
