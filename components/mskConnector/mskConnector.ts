import * as mskconnect from "@pulumi/aws/mskconnect";
import * as pulumi from "@pulumi/pulumi";
import { type Connector } from "../../connectors/connector";
import type { KafkaConnectVersion } from "../../support/awsLimits";
import { capacityChecks, connectorCapacity, scales, type Capacity } from "./capacity";
import { ClientSecurityGroup, type ReachedDatabase } from "../clientSecurityGroup";
import { connectorRole } from "./role";
import { verifyConnector } from "./verification";
import { workerConfiguration } from "./worker";
import { FAILED_CREATION } from "../parts/failedCreation";
import type { Inputs } from "../parts/inputs";
import { logGroup, type LogArgs } from "../parts/logs";
import type { Plugin } from "../pluginBucket/pluginBucket";
import type { RoleBoundary } from "../parts/roleBoundary";
import { matches, validate } from "../parts/validate";
import type { Tags } from "../parts/tags";

export interface MskConnectorArgs extends RoleBoundary {
  /** What runs. */
  readonly connector: Connector;
  /** Cluster that it connects to; an MskCluster is one. */
  readonly cluster: {
    readonly arn: pulumi.Input<string>;
    readonly bootstrapServers: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
  };
  /**
   * Database that it reads, which the workers are let into.
   * @default - it reads none
   */
  readonly database?: ReachedDatabase | undefined;
  /** The connector's plugin: one of a PluginBucket, or one that is there already. */
  readonly plugin: pulumi.Input<Inputs<Plugin>>;
  /** Name of its offsets' topic, as an output of the topic: it must be there before the workers. */
  readonly offsetsTopic: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets; each worker takes one of their addresses. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly capacity: Capacity;
  /** Kafka Connect version of the workers. */
  readonly kafkaConnectVersion: KafkaConnectVersion;
  /** What a changed configuration does: make the connector anew, or update it. */
  readonly updates: "replace" | "inPlace";
  /**
   * What must be there before it starts, such as its topics and the way to its table.
   * @default []
   */
  readonly startAfter?: readonly pulumi.Resource[];
  readonly logs: LogArgs;
  /**
   * Bucket that the workers' logs go to besides; a LogBucket has its name.
   * @default - none
   */
  readonly logBucket?: pulumi.Input<string> | undefined;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Runs a connector on MSK Connect, with a role, a security group, a worker configuration and a log
 * group of its own. The deployment fails unless it runs in the end. Its workers are billed by the hour.
 *
 *     new MskConnector("orders-source", { connector: datagen({ ... }), cluster, plugin, ... });
 */
export class MskConnector extends pulumi.ComponentResource {
  /** What runs. */
  readonly connector: Connector;
  readonly arn: pulumi.Output<string>;
  readonly connectorName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: MskConnectorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:MskConnector", name, args, opts);
    const { connector, cluster, logs, tags, updates } = args;
    validate("MskConnector", [
      matches(
        "connector.name",
        connector.name,
        /^[\w.-]{1,128}$/,
        "1 to 128 letters, digits, ., _ and -",
      ),
      ...capacityChecks(args.capacity, connector.singleWorker),
    ]);
    const role = connectorRole(name, args, this);
    const group = new ClientSecurityGroup(
      `${name}-workers`,
      {
        vpcId: args.vpcId,
        brokerSecurityGroupId: cluster.securityGroupId,
        database: args.database,
        description: `Workers of ${connector.name}`,
        tags,
      },
      { parent: this },
    );
    const workerLogs = logGroup(name, logs, tags, this);
    const deployed = new mskconnect.Connector(
      `${name}-connector`,
      {
        name: connector.name,
        kafkaconnectVersion: args.kafkaConnectVersion,
        connectorConfiguration: connector.config,
        capacity: connectorCapacity(args.capacity),
        kafkaCluster: {
          apacheKafkaCluster: {
            bootstrapServers: cluster.bootstrapServers,
            vpc: { subnets: args.subnetIds, securityGroups: [group.id] },
          },
        },
        kafkaClusterClientAuthentication: { authenticationType: "IAM" },
        kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
        plugins: [{ customPlugin: args.plugin }],
        workerConfiguration: workerConfiguration(name, connector, args.offsetsTopic, tags, this),
        serviceExecutionRoleArn: role.arn,
        logDelivery: {
          workerLogDelivery: {
            cloudwatchLogs: { enabled: true, logGroup: workerLogs.name },
            ...(args.logBucket === undefined
              ? {}
              : { s3: { enabled: true, bucket: args.logBucket } }),
          },
        },
        tags: { ...tags, Name: connector.name },
      },
      {
        parent: this,
        dependsOn: [role.policy, group, ...(args.startAfter ?? [])],
        // Its stable name keeps its offsets; two connectors of one name cannot be.
        deleteBeforeReplace: true,
        replaceOnChanges: [
          FAILED_CREATION,
          ...(updates === "replace" ? ["connectorConfiguration"] : []),
        ],
        // MSK Connect sets it when the connector scales: no change of the program's.
        ignoreChanges: scales(args.capacity) ? ['connectorConfiguration["tasks.max"]'] : [],
        customTimeouts: { create: "45m", update: "45m", delete: "30m" },
      },
    );
    const { config } = connector;
    const { capacity } = args;
    verifyConnector(name, deployed, { config, capacity, logGroupName: workerLogs.name }, this);
    this.connector = connector;
    this.arn = deployed.arn;
    this.connectorName = deployed.name;
    this.roleArn = role.arn;
    this.logGroupName = workerLogs.name;
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }
}
