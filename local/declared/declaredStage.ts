import { z } from "zod";
import type { Archive } from "../../archives/archive";
import { parseProperties, type Properties } from "../../support/properties";
import { resourcesOfType, type Plan, type PlannedResource } from "../../plan/plan";

/** What a stage declares and this machine can run, read from the plan of its program. */
export interface DeclaredStage {
  /** Name of the stage. */
  readonly name: string;
  readonly kafkaVersion: string;
  readonly serverProperties: Properties;
  readonly topics: readonly Topic[];
  readonly tables: readonly Table[];
  /** The MySQL database whose changes are captured; undefined for a stage without one. */
  readonly database: Database | undefined;
  readonly connectors: readonly PlannedConnector[];
}

export type Topic = z.output<typeof topicSchema>;
export type Table = z.output<typeof tableSchema>;

export interface Database {
  /** Of its cluster parameter group. */
  readonly parameters: Properties;
  /** User by whom changes are captured. */
  readonly captureUser: string;
  /** Name of the secret with that user's password. */
  readonly captureSecret: string;
  /** ARN of the secret with the master user's password. */
  readonly masterSecret: string;
  readonly masterUser: string;
}

export interface PlannedConnector {
  readonly name: string;
  readonly kafkaConnectVersion: string;
  readonly config: Properties;
  /** Properties of its workers. */
  readonly worker: Properties;
  /** Topics that it reads; a source reads none. */
  readonly reads: readonly string[];
  /** Topics that it writes, a sink's dead letters among them. */
  readonly writes: readonly string[];
  /** The archive that holds its plugin. */
  readonly plugin: Archive;
}

/** Tells whether a connector takes records out of topics. */
export function isSink({ reads }: PlannedConnector): boolean {
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
const clusterSchema = z.object({
  kafkaVersion: z.string(),
  configurationInfo: withArn.optional(),
});
const configurationSchema = z.object({ serverProperties: z.string() });
const workerSchema = z.object({ propertiesFileContent: z.string() });
const pluginSchema = z.object({ location: z.object({ s3: z.object({ fileKey: z.string() }) }) });
const connectorSchema = z.object({
  name: z.string(),
  kafkaconnectVersion: z.string(),
  connectorConfiguration: properties,
  plugins: z.array(z.object({ customPlugin: withArn })).length(1),
  workerConfiguration: withArn.optional(),
});

/** The component that a connector belongs to, which says what no resource does. */
const componentSchema = z.object({
  connector: z.object({
    name: z.string(),
    reads: z.array(z.string()),
    writes: z.array(z.string()),
  }),
});

const databaseSchema = z.object({
  masterUsername: z.string(),
  dbClusterParameterGroupName: z.string(),
});
const parametersSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});
const secretSchema = z.object({ name: z.string() });
/** What the bootstrap of a database is told on its standard input. */
const bootstrapSchema = z.object({
  captureUser: z.string(),
  captureSecretArn: z.string(),
  masterSecretArn: z.string(),
});

/**
 * Reads what runs here out of a plan and the archives that its program asked for; an error names
 * the resource that is not as expected.
 */
export function readStage(plan: Plan, archives: readonly Archive[]): DeclaredStage {
  const cluster = only(plan, "aws:msk/cluster:Cluster");
  const { kafkaVersion, configurationInfo } = inputsOf(cluster, clusterSchema);
  return {
    name: plan.stack,
    kafkaVersion,
    serverProperties: configurationInfo ? serverProperties(plan, configurationInfo.arn) : {},
    topics: all(plan, "aws:msk/topic:Topic", topicSchema),
    tables: all(plan, "aws:dynamodb/table:Table", tableSchema),
    database: database(plan),
    connectors: resourcesOfType(plan, "aws:mskconnect/connector:Connector").map((resource) =>
      connector(plan, archives, resource),
    ),
  };
}

function serverProperties(plan: Plan, arn: string): Properties {
  const configuration = byArn(plan, "aws:msk/configuration:Configuration", arn);
  return parseProperties(inputsOf(configuration, configurationSchema).serverProperties);
}

function database(plan: Plan): Database | undefined {
  const [cluster] = resourcesOfType(plan, "aws:rds/cluster:Cluster");
  if (cluster === undefined) return undefined;
  const { masterUsername, dbClusterParameterGroupName } = inputsOf(cluster, databaseSchema);
  const groups = resourcesOfType(plan, "aws:rds/clusterParameterGroup:ClusterParameterGroup");
  const group = groups.find(({ state }) => state["name"] === dbClusterParameterGroupName);
  const { parameters } = group ? inputsOf(group, parametersSchema) : { parameters: [] };
  const { captureUser, captureSecretArn, masterSecretArn } = bootstrapOf(plan);
  const secret = byArn(plan, "aws:secretsmanager/secret:Secret", captureSecretArn);
  return {
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    captureUser,
    captureSecret: inputsOf(secret, secretSchema).name,
    masterSecret: masterSecretArn,
    masterUser: masterUsername,
  };
}

function bootstrapOf(plan: Plan): z.output<typeof bootstrapSchema> {
  for (const { inputs } of resourcesOfType(plan, "command:local:Command")) {
    const told = bootstrapSchema.safeParse(parseJson(inputs["stdin"]));
    if (told.success) return told.data;
  }
  throw new Error("The plan has a database but no command that sets it up.");
}

function parseJson(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : undefined;
}

function connector(
  plan: Plan,
  archives: readonly Archive[],
  resource: PlannedResource,
): PlannedConnector {
  const inputs = inputsOf(resource, connectorSchema);
  const { workerConfiguration } = inputs;
  const pluginArn = inputs.plugins.map(({ customPlugin }) => customPlugin.arn).join();
  return {
    name: inputs.name,
    kafkaConnectVersion: inputs.kafkaconnectVersion,
    config: inputs.connectorConfiguration,
    worker: workerConfiguration ? workerProperties(plan, workerConfiguration.arn) : {},
    ...topicsOf(plan, inputs.name),
    plugin: archiveOf(plan, archives, pluginArn),
  };
}

function topicsOf(plan: Plan, name: string): Pick<PlannedConnector, "reads" | "writes"> {
  const components = all(plan, "msk-pipeline:components:MskConnector", componentSchema);
  const found = components.find(({ connector: each }) => each.name === name)?.connector;
  if (found === undefined) throw new Error(`The connector ${name} belongs to no MskConnector.`);
  return { reads: found.reads, writes: found.writes };
}

function workerProperties(plan: Plan, arn: string): Properties {
  const worker = byArn(plan, "aws:mskconnect/workerConfiguration:WorkerConfiguration", arn);
  return parseProperties(inputsOf(worker, workerSchema).propertiesFileContent);
}

/** Returns the archive of a custom plugin, whose S3 key begins with the archive's name. */
function archiveOf(plan: Plan, archives: readonly Archive[], pluginArn: string): Archive {
  const plugin = byArn(plan, "aws:mskconnect/customPlugin:CustomPlugin", pluginArn);
  const { fileKey } = inputsOf(plugin, pluginSchema).location.s3;
  const archive = archives.find(({ name }) => fileKey.startsWith(`${name}/`));
  if (archive !== undefined) return archive;
  throw new Error(`The program asked for no archive that is uploaded as ${fileKey}.`);
}

function only(plan: Plan, type: string): PlannedResource {
  const [resource, ...others] = resourcesOfType(plan, type);
  if (resource === undefined || others.length > 0) {
    throw new Error(`The local run takes one ${type}, the plan has ${others.length + 1}.`);
  }
  return resource;
}

function byArn(plan: Plan, type: string, arn: string): PlannedResource {
  const found = resourcesOfType(plan, type).find(({ state }) => state["arn"] === arn);
  if (found === undefined) throw new Error(`No ${type} of the plan has the ARN ${arn}.`);
  return found;
}

function all<T>(plan: Plan, type: string, schema: z.ZodType<T>): T[] {
  return resourcesOfType(plan, type).map((resource) => inputsOf(resource, schema));
}

function inputsOf<T>(resource: PlannedResource, schema: z.ZodType<T>): T {
  const result = schema.safeParse(resource.inputs);
  if (result.success) return result.data;
  throw new Error(
    `${resource.type} ${resource.name} is not what the local run expects:\n${z.prettifyError(result.error)}`,
  );
}
