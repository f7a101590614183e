import { z } from "zod";
import type { Archive } from "../../archives/archive";
import { parseBootstrap, type Bootstrap } from "../../connectors/databaseBootstrap";
import { parseProperties, type Properties } from "../../support/properties";
import {
  CLUSTER,
  SERVERLESS_CLUSTER,
  connectorsOf,
  tablesOf,
  topicsOf,
  type PlannedConnector,
  type Table,
  type Topic,
} from "../../plan/declared";
import { resourcesOfType, type Plan } from "../../plan/plan";
import { byArn, inputsOf, only } from "../../plan/read";
import { NEWEST_KAFKA } from "./versions";

/**
 * What the broker in the place of a serverless cluster does: only who is told to make a topic makes it,
 * so that a topic that nobody is told to make is missed here too.
 */
const SERVERLESS_PROPERTIES: Properties = { "auto.create.topics.enable": "false" };

/** What a stage declares and this machine can run, read from the plan of its program. */
export interface DeclaredStage {
  /** Name of the stage. */
  readonly name: string;
  readonly kafkaVersion: string;
  readonly serverProperties: Properties;
  readonly topics: readonly Topic[];
  readonly tables: readonly Table[];
  /** The database whose changes are captured; undefined for a stage without one. */
  readonly database: Database | undefined;
  readonly connectors: readonly DeclaredConnector[];
}

export interface Database {
  /** Of its cluster parameter group. */
  readonly parameters: Properties;
  /** What is set up in it, and by whom its changes are captured. */
  readonly bootstrap: Bootstrap;
  /** Name of the secret with that user's password. */
  readonly captureSecret: string;
  readonly masterUser: string;
}

export interface DeclaredConnector {
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

const withArn = z.object({ arn: z.string() });
const clusterSchema = z.object({
  kafkaVersion: z.string(),
  configurationInfo: withArn.optional(),
});
const configurationSchema = z.object({ serverProperties: z.string() });
const workerSchema = z.object({ propertiesFileContent: z.string() });
const databaseSchema = z.object({
  masterUsername: z.string(),
  dbClusterParameterGroupName: z.string(),
});
const parametersSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});
const secretSchema = z.object({ name: z.string() });

/**
 * Reads what runs here out of a plan and the archives that its program asked for; an error names
 * the resource that is not as expected.
 */
export function readStage(plan: Plan, archives: readonly Archive[]): DeclaredStage {
  return {
    name: plan.stack,
    ...brokers(plan),
    topics: topicsOf(plan),
    tables: tablesOf(plan),
    database: database(plan),
    connectors: connectorsOf(plan).map((each) => connector(plan, archives, each)),
  };
}

/**
 * What the cluster declares; one that was there before the program says nothing in its plan, and of a
 * serverless one Amazon MSK decides the version.
 */
function brokers(plan: Plan): Pick<DeclaredStage, "kafkaVersion" | "serverProperties"> {
  if (resourcesOfType(plan, SERVERLESS_CLUSTER).length > 0) {
    return { kafkaVersion: NEWEST_KAFKA, serverProperties: SERVERLESS_PROPERTIES };
  }
  if (resourcesOfType(plan, CLUSTER).length === 0) {
    return { kafkaVersion: NEWEST_KAFKA, serverProperties: {} };
  }
  const { kafkaVersion, configurationInfo } = inputsOf(only(plan, CLUSTER), clusterSchema);
  return {
    kafkaVersion,
    serverProperties: configurationInfo ? serverProperties(plan, configurationInfo.arn) : {},
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
  const bootstrap = bootstrapOf(plan);
  const secret = byArn(plan, "aws:secretsmanager/secret:Secret", bootstrap.captureSecretArn);
  return {
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    bootstrap,
    captureSecret: inputsOf(secret, secretSchema).name,
    masterUser: masterUsername,
  };
}

/** The bootstrap is told of it on its standard input. */
function bootstrapOf(plan: Plan): Bootstrap {
  for (const { inputs } of resourcesOfType(plan, "command:local:Command")) {
    const { stdin } = inputs;
    if (typeof stdin === "string" && stdin.includes('"captureSecretArn"')) {
      return parseBootstrap(stdin);
    }
  }
  throw new Error("The plan has a database but no command that sets it up.");
}

function connector(
  plan: Plan,
  archives: readonly Archive[],
  { name, kafkaConnectVersion, config, reads, writes, ...others }: PlannedConnector,
): DeclaredConnector {
  const { plugin, workerConfiguration } = others;
  return {
    name,
    kafkaConnectVersion,
    config,
    worker: workerConfiguration === undefined ? {} : workerProperties(plan, workerConfiguration),
    reads,
    writes,
    plugin: archiveOf(archives, plugin.key),
  };
}

function workerProperties(plan: Plan, arn: string): Properties {
  const worker = byArn(plan, "aws:mskconnect/workerConfiguration:WorkerConfiguration", arn);
  return parseProperties(inputsOf(worker, workerSchema).propertiesFileContent);
}

/** Returns the archive of a custom plugin, whose S3 key begins with the archive's name. */
function archiveOf(archives: readonly Archive[], key: string): Archive {
  const archive = archives.find(({ name }) => key.startsWith(`${name}/`));
  if (archive !== undefined) return archive;
  throw new Error(`The program asked for no archive that is uploaded as ${key}.`);
}
