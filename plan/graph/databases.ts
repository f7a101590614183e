import { z } from "zod";
import { AURORA_ENGINES, type AuroraEngine } from "../../support/awsLimits";
import type { PlannedConnector } from "../declared";
import { resourcesOfType, type Plan, type PlannedResource } from "../plan";
import { inputsOf } from "../read";
import { boxId, type Box } from "./boxes";
import { VPC_ID } from "./network";

const DATABASE = "aws:rds/cluster:Cluster";

const clusterSchema = z.object({
  clusterIdentifier: z.string(),
  engine: z.enum(AURORA_ENGINES),
  engineVersion: z.string(),
  serverlessv2ScalingConfiguration: z
    .object({ minCapacity: z.number(), maxCapacity: z.number() })
    .optional(),
});
const instanceSchema = z.object({
  clusterIdentifier: z.string(),
  identifier: z.string(),
  instanceClass: z.string(),
});

const ENGINES: Readonly<Record<AuroraEngine, string>> = {
  "aurora-mysql": "MySQL",
  "aurora-postgresql": "PostgreSQL",
};

/** Returns the Aurora clusters with their instances. */
export function databaseBoxes(plan: Plan): Box[] {
  return resourcesOfType(plan, DATABASE).flatMap((resource): Box[] => {
    const { clusterIdentifier, engine, engineVersion, ...others } = inputsOf(
      resource,
      clusterSchema,
    );
    const { serverlessv2ScalingConfiguration: scaling } = others;
    const capacity = scaling && `${scaling.minCapacity}–${scaling.maxCapacity} ACU`;
    const box: Box = {
      id: databaseId(clusterIdentifier),
      kind: "database",
      label: "Amazon Aurora",
      name: clusterIdentifier,
      details: [`${ENGINES[engine]} ${engineVersion.replace(".mysql_aurora.", ", Aurora ")}`],
      within: VPC_ID,
      shows: [resource.urn],
    };
    return [box, ...instances(plan, clusterIdentifier, capacity)];
  });
}

/** Returns the id of a database's box. */
export function databaseId(clusterIdentifier: string): string {
  return boxId("database", clusterIdentifier);
}

/** Returns the identifiers of the databases whose address a connector's configuration has. */
export function capturedDatabases(plan: Plan, { config }: PlannedConnector): string[] {
  const values = Object.values(config);
  const addresses = ({ state }: PlannedResource): unknown[] => [
    state["endpoint"],
    state["readerEndpoint"],
  ];
  return resourcesOfType(plan, DATABASE)
    .filter((resource) => values.some((value) => addresses(resource).includes(value)))
    .map((resource) => inputsOf(resource, clusterSchema).clusterIdentifier);
}

function instances(plan: Plan, cluster: string, capacity: string | undefined): Box[] {
  const resources = resourcesOfType(plan, "aws:rds/clusterInstance:ClusterInstance");
  return resources.flatMap((resource): Box[] => {
    const { clusterIdentifier, identifier, instanceClass } = inputsOf(resource, instanceSchema);
    if (clusterIdentifier !== cluster) return [];
    return [
      {
        id: boxId("instance", identifier),
        kind: "instance",
        label: "Instance",
        name: identifier,
        details: [instanceClass, ...(capacity === undefined ? [] : [capacity])],
        within: databaseId(cluster),
        shows: [resource.urn],
      },
    ];
  });
}
