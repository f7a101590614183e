import { z } from "zod";
import { counted } from "../../support/format";
import { connectorsOf, isSink, type PlannedConnector } from "../declared";
import type { Plan } from "../plan";
import { inputsOf } from "../read";
import { boxId, type Box } from "./boxes";
import { capturedDatabases } from "./databases";
import { VPC_ID } from "./network";
import { archiveName } from "./services";

const provisioned = z
  .object({ provisionedCapacity: z.object({ mcuCount: z.number(), workerCount: z.number() }) })
  .transform(({ provisionedCapacity: { mcuCount, workerCount } }) => ({
    mcu: mcuCount,
    least: workerCount,
    most: workerCount,
  }));
const autoscaled = z
  .object({
    autoscaling: z.object({
      mcuCount: z.number(),
      minWorkerCount: z.number(),
      maxWorkerCount: z.number(),
    }),
  })
  .transform(({ autoscaling: { mcuCount, minWorkerCount, maxWorkerCount } }) => ({
    mcu: mcuCount,
    least: minWorkerCount,
    most: maxWorkerCount,
  }));
const schema = z.object({ capacity: z.union([provisioned, autoscaled]) });

/** Returns the connectors, sources and sinks. */
export function connectorBoxes(plan: Plan): Box[] {
  return connectorsOf(plan).map((connector) => ({
    id: connectorId(connector),
    kind: isSink(connector) ? "sink" : "source",
    label: `MSK Connect ${kindOf(plan, connector)}`,
    name: connector.name,
    details: [
      `Kafka Connect ${connector.kafkaConnectVersion}`,
      capacityText(connector),
      archiveName(connector.plugin.key),
    ],
    within: VPC_ID,
    shows: [connector.resource.urn, connector.plugin.urn],
  }));
}

/** Returns the id of a connector's box. */
export function connectorId(connector: PlannedConnector): string {
  return boxId(isSink(connector) ? "sink" : "source", connector.name);
}

function kindOf(plan: Plan, connector: PlannedConnector): string {
  if (isSink(connector)) return "sink";
  return capturedDatabases(plan, connector).length > 0 ? "capture" : "source";
}

function capacityText({ resource }: PlannedConnector): string {
  const { mcu, least, most } = inputsOf(resource, schema).capacity;
  const workers = least === most ? counted(most, "worker") : `${least}–${most} workers`;
  return `${workers} of ${mcu} MCU`;
}
