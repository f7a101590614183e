import { cdcFlow } from "./cdc/flow";
import { CdcLane } from "./cdc/lane";
import type { Lane } from "../watch/lane";
import { ordersFlow } from "./orders/flow";
import { OrdersLane } from "./orders/lane";
import type { Started } from "../startStage";

/** Changes to make where nobody says how many. */
const CHANGES = 5000;

/** A lane for each pipeline of the stage, ready to begin. */
export async function lanesOf(started: Started, changes = CHANGES): Promise<Lane[]> {
  const { pipeline, kafka, tables, database } = started;
  const orders = ordersFlow(pipeline);
  const cdc = cdcFlow(pipeline);
  const lanes: Lane[] = orders === undefined ? [] : [new OrdersLane(orders, kafka, tables)];
  if (cdc !== undefined && database !== undefined) {
    const lane = new CdcLane(cdc, changes, kafka, tables, database);
    await lane.prepare();
    lanes.push(lane);
  }
  return lanes;
}
