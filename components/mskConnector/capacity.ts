import type { input } from "@pulumi/aws/types";
import { CONNECTOR_WORKERS, MCU_COUNTS } from "../../support/awsLimits";
import { between, type Check } from "../parts/validate";

/** Workers of a connector. */
export interface Capacity {
  /** MSK Connect units of each worker, each with 1 vCPU and 4 GiB: 1, 2, 4 or 8. */
  readonly mcu: number;
  /** Workers, the least when it scales; 1 to 10. */
  readonly workers: number;
  /** Most workers. More than workers means that MSK Connect scales it, and its tasks with it. */
  readonly maxWorkers: number;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html */
export function connectorCapacity(capacity: Capacity): input.mskconnect.ConnectorCapacity {
  const { mcu, workers, maxWorkers } = capacity;
  if (!scales(capacity)) {
    return { provisionedCapacity: { mcuCount: mcu, workerCount: workers } };
  }
  return {
    autoscaling: {
      mcuCount: mcu,
      minWorkerCount: workers,
      maxWorkerCount: maxWorkers,
      scaleInPolicy: { cpuUtilizationPercentage: 20 },
      scaleOutPolicy: { cpuUtilizationPercentage: 80 },
    },
  };
}

/** A connector that scales has as many tasks as MSK Connect sees fit, whatever its configuration says. */
export function scales({ workers, maxWorkers }: Capacity): boolean {
  return maxWorkers > workers;
}

/** `singleWorker` is why more than one worker is wrong, for a connector of which that is so. */
export function capacityChecks(
  { mcu, workers, maxWorkers }: Capacity,
  singleWorker?: string,
): Check[] {
  const { least, most } = CONNECTOR_WORKERS;
  const allowed = { least, most: singleWorker === undefined ? most : least };
  const reason = singleWorker === undefined ? "" : `: ${singleWorker}`;
  return [
    {
      propertyPath: "capacity.mcu",
      holds: MCU_COUNTS.some((count) => count === mcu),
      reason: `must be 1, 2, 4 or 8, got ${mcu}`,
    },
    between("capacity.workers", workers, allowed, reason),
    between(
      "capacity.maxWorkers",
      maxWorkers,
      { ...allowed, least: Math.min(workers, allowed.most) },
      reason,
    ),
  ];
}
