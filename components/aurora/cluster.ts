import { createHash } from "node:crypto";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import type { AuroraArgs } from "./args";
import type { Engine } from "./engine";

/** What a cluster lives in. */
export interface Surroundings {
  readonly group: ec2.SecurityGroup;
  readonly subnets: rds.SubnetGroup;
  readonly auditLog: cloudwatch.LogGroup | undefined;
}

/** Creates the cluster, which holds the data, without the instances that serve it. */
export function createCluster(
  name: string,
  args: AuroraArgs,
  engine: Engine,
  { group, subnets, auditLog }: Surroundings,
  parent: pulumi.Resource,
): rds.Cluster {
  const { clusterName, deletionProtection: isProtected = false, tags } = args;
  // Named by Pulumi: a fixed name would be taken when it is replaced.
  const parameters = new rds.ClusterParameterGroup(
    `${name}-parameters`,
    { family: engine.family, parameters: [...engine.parameters], tags },
    { parent },
  );
  return new rds.Cluster(
    `${name}-cluster`,
    {
      clusterIdentifier: clusterName,
      engine: engine.engine,
      // Serverless v2 too: `serverless` is its predecessor, whose changes cannot be captured.
      engineMode: "provisioned",
      engineVersion: engine.version,
      ...scaling(args),
      ...(engine.databaseName === undefined ? {} : { databaseName: engine.databaseName }),
      port: engine.port,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [group.id],
      dbClusterParameterGroupName: parameters.name,
      masterUsername: engine.masterUser,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      enableHttpEndpoint: true,
      storageEncrypted: true,
      ...encryption(args),
      backupRetentionPeriod: args.backupDays,
      copyTagsToSnapshot: true,
      deletionProtection: isProtected,
      ...lastBackups(args, parameters.name),
      ...(auditLog === undefined ? {} : { enabledCloudwatchLogsExports: [engine.auditLog] }),
      // Otherwise a change would wait for the maintenance window after its deployment is done.
      applyImmediately: true,
      tags: { ...tags, Name: clusterName },
    },
    {
      parent,
      protect: isProtected,
      // Two clusters of one name cannot be: the old one goes first.
      deleteBeforeReplace: true,
      dependsOn: auditLog === undefined ? [] : [auditLog],
    },
  );
}

function scaling({ instanceClass, capacity }: AuroraArgs): Partial<rds.ClusterArgs> {
  if (instanceClass !== "db.serverless") return {};
  const { minAcu, maxAcu } = capacity;
  return { serverlessv2ScalingConfiguration: { minCapacity: minAcu, maxCapacity: maxAcu } };
}

function encryption({ kmsKeyArn }: AuroraArgs): Partial<rds.ClusterArgs> {
  return kmsKeyArn === undefined
    ? {}
    : { kmsKeyId: kmsKeyArn, masterUserSecretKmsKeyId: kmsKeyArn };
}

/** Says what stays of the cluster's data when it is deleted. */
function lastBackups(
  args: AuroraArgs,
  parameterGroup: pulumi.Output<string>,
): Partial<rds.ClusterArgs> {
  const { finalSnapshot = true } = args;
  if (!finalSnapshot) return { deleteAutomatedBackups: true, skipFinalSnapshot: true };
  return {
    deleteAutomatedBackups: false,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: finalSnapshotName(args, parameterGroup),
  };
}

/**
 * Returns the name of the last snapshot. It must be told while the cluster lives and no snapshot of
 * another may have it, as of the stage's last cluster. So it follows from the name that Pulumi gave
 * the parameter group, which the next deployment's has not, and from the key, which replaces the
 * cluster alone.
 */
function finalSnapshotName(
  { clusterName, kmsKeyArn = "" }: AuroraArgs,
  parameterGroup: pulumi.Output<string>,
): pulumi.Output<string> {
  return pulumi.all([parameterGroup, kmsKeyArn]).apply((origin) => {
    const suffix = createHash("sha256").update(origin.join()).digest("hex").slice(0, 8);
    return `${clusterName}-final-${suffix}`;
  });
}

/** Creates the instances. The first becomes the writer, so the others wait for it. */
export function createInstances(
  name: string,
  { clusterName, instanceClass, instances, tags }: AuroraArgs,
  { engine }: Engine,
  cluster: rds.Cluster,
  parent: pulumi.Resource,
): rds.ClusterInstance[] {
  const create = (number: number, dependsOn: pulumi.Resource[]): rds.ClusterInstance =>
    new rds.ClusterInstance(
      `${name}-${number}`,
      {
        identifier: `${clusterName}-${number}`,
        clusterIdentifier: cluster.id,
        engine,
        instanceClass,
        dbSubnetGroupName: cluster.dbSubnetGroupName,
        publiclyAccessible: false,
        // The version is the cluster's: a deployment changes it, and AWS its patch level.
        autoMinorVersionUpgrade: false,
        applyImmediately: true,
        tags: { ...tags, Name: `${clusterName}-${number}` },
      },
      { parent, deleteBeforeReplace: true, dependsOn },
    );
  const writer = create(1, []);
  const readers = Array.from({ length: instances - 1 }, (_, i) => create(i + 2, [writer]));
  return [writer, ...readers];
}
