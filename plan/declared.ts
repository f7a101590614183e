/** What a stage declares for its records, where the plan has it: connectors, topics, tables. */
import { z } from "zod";
import type { Properties } from "../support/properties";
import { UserError } from "../support/userError";
import { resourcesOfType, type Plan, type PlannedResource } from "./plan";
import { all, inputsOf } from "./read";

export const CLUSTER = "aws:msk/cluster:Cluster";
export const SERVERLESS_CLUSTER = "aws:msk/serverlessCluster:ServerlessCluster";
/** Types of clusters, of which a stage has one. */
export const CLUSTERS = [CLUSTER, SERVERLESS_CLUSTER];
export const TOPIC = "aws:msk/topic:Topic";
/** A topic that a connector makes, which is a component without a resource. */
export const CONNECTOR_TOPIC = "msk-pipeline:components:ConnectorTopic";
export const TABLE = "aws:dynamodb/table:Table";
export const BUCKET = "aws:s3/bucket:Bucket";
export const CONNECTOR = "aws:mskconnect/connector:Connector";
const PLUGIN = "aws:mskconnect/customPlugin:CustomPlugin";

export type Topic = z.output<typeof topicSchema>;
export type Table = z.output<typeof tableSchema>;

/** A connector as MSK Connect gets it, and what its component says of its topics. */
export interface PlannedConnector {
  readonly resource: PlannedResource;
  readonly name: string;
  readonly kafkaConnectVersion: string;
  readonly config: Properties;
  /** Topics that it reads; a source reads none. */
  readonly reads: readonly string[];
  /** Topics that it writes, a sink's dead letters among them. */
  readonly writes: readonly string[];
  /** Its custom plugin, with its archive's key in the plugin bucket. */
  readonly plugin: { readonly urn: string; readonly key: string };
  /** ARN of its workers' configuration; undefined for one that has MSK Connect's own. */
  readonly workerConfiguration: string | undefined;
}

/** Tells whether a connector takes records out of topics; what takes none is a source. */
export function isSink({ reads }: Pick<PlannedConnector, "reads">): boolean {
  return reads.length > 0;
}

const properties = z.record(z.string(), z.string());

const jsonProperties = z
  .string()
  .default("{}")
  .transform((json) => properties.parse(JSON.parse(json)));

const topicSchema = z
  .object({
    name: z.string(),
    partitionCount: z.number(),
    replicationFactor: z.number(),
    configs: jsonProperties,
  })
  .readonly();

const connectorTopicSchema = z
  .object({ topic: z.string(), partitions: z.number() })
  .transform(({ topic, partitions }) => ({ name: topic, partitionCount: partitions }));

const tableSchema = z
  .object({
    name: z.string(),
    hashKey: z.string(),
    rangeKey: z.string().optional(),
    attributes: z.array(z.object({ name: z.string(), type: z.enum(["S", "N", "B"]) })),
    billingMode: z.enum(["PAY_PER_REQUEST", "PROVISIONED"]).default("PROVISIONED"),
    readCapacity: z.number().optional(),
    writeCapacity: z.number().optional(),
  })
  .readonly();

const withArn = z.object({ arn: z.string() });
const connectorSchema = z.object({
  name: z.string(),
  kafkaconnectVersion: z.string(),
  connectorConfiguration: properties,
  plugins: z.array(z.object({ customPlugin: withArn })).length(1),
  workerConfiguration: withArn.optional(),
});
const pluginSchema = z.object({ location: z.object({ s3: z.object({ fileKey: z.string() }) }) });

/** The component that a connector belongs to, which says what no resource does. */
const componentSchema = z.object({
  connector: z.object({
    name: z.string(),
    reads: z.array(z.string()),
    writes: z.array(z.string()),
  }),
});

/** Returns the stage's topics, those among them that connectors keep for themselves. */
export function topicsOf(plan: Plan): Topic[] {
  return all(plan, TOPIC, topicSchema);
}

/** Returns the topics that the stage's connectors make. */
export function connectorTopicsOf(plan: Plan): Pick<Topic, "name" | "partitionCount">[] {
  return all(plan, CONNECTOR_TOPIC, connectorTopicSchema);
}

export function tablesOf(plan: Plan): Table[] {
  return all(plan, TABLE, tableSchema);
}

export function connectorsOf(plan: Plan): PlannedConnector[] {
  return resourcesOfType(plan, CONNECTOR).map((resource) => connector(plan, resource));
}

function connector(plan: Plan, resource: PlannedResource): PlannedConnector {
  const inputs = inputsOf(resource, connectorSchema);
  const pluginArn = inputs.plugins.map(({ customPlugin }) => customPlugin.arn).join();
  return {
    resource,
    name: inputs.name,
    kafkaConnectVersion: inputs.kafkaconnectVersion,
    config: inputs.connectorConfiguration,
    ...topicsOfConnector(plan, inputs.name),
    plugin: pluginOf(plan, pluginArn, inputs.name),
    workerConfiguration: inputs.workerConfiguration?.arn,
  };
}

function topicsOfConnector(plan: Plan, name: string): Pick<PlannedConnector, "reads" | "writes"> {
  const components = all(plan, "msk-pipeline:components:MskConnector", componentSchema);
  const found = components.find(({ connector: each }) => each.name === name)?.connector;
  if (found === undefined) {
    throw new UserError(
      `The connector ${name} belongs to no MskConnector, which says what it reads and writes: deploy it by one.`,
    );
  }
  return { reads: found.reads, writes: found.writes };
}

function pluginOf(plan: Plan, arn: string, connector: string): PlannedConnector["plugin"] {
  const plugin = resourcesOfType(plan, PLUGIN).find(({ state }) => state["arn"] === arn);
  if (plugin === undefined) {
    throw new UserError(
      `The plugin of the connector ${connector}, ${arn}, is not made by the program, so that its archive is not known: add it by PluginBucket.addPlugin.`,
    );
  }
  return { urn: plugin.urn, key: inputsOf(plugin, pluginSchema).location.s3.fileKey };
}
