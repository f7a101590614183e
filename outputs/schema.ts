/** What a stage tells other programs: every output of index.ts, its type, and what it is. */
import { z } from "zod";
import { AURORA_ENGINES } from "../support/awsLimits";
import { pipelineShapes } from "../config/pipelines";

const text = z.string().min(1);

/** Texts by what they are of, those that a stage has. */
const texts = z.record(z.string(), text);

/** The outputs by name, each with its line of docs/outputs.md. */
export const outputsSchema = z.object({
  bootstrapServers: text.describe(
    "Brokers' addresses for clients that authenticate by IAM, one broker in each zone, as Kafka takes them; on MSK Serverless the cluster's one address",
  ),
  clusterArn: text.describe("ARN of the Kafka cluster"),
  clusterName: text.describe("Name of the cluster"),
  clusterUuid: text.describe("Last part of the cluster's ARN"),
  topics: texts.describe("Names of the Kafka topics by their role"),
  topicReaderPolicies: texts.describe(
    "IAM policy by topic, as JSON, with which a role reads the topic as the consumer groups `<topic>-reader-*`",
  ),
  tables: texts.describe("Names of the DynamoDB tables by their role"),
  tableArns: texts.describe("ARNs of the tables"),
  tableReaderPolicies: texts.describe(
    "IAM policy by table, as JSON, with which a role reads the table, and decrypts it where the stage has a KMS key",
  ),
  buckets: texts.describe("Names of the S3 buckets that hold records, by their role"),
  bucketReaderPolicies: texts.describe(
    "IAM policy by bucket, as JSON, with which a role lists and reads its objects, and decrypts them where the stage has a KMS key",
  ),
  schemaRegistry: text
    .optional()
    .describe(
      "Registry of the AWS Glue Schema Registry with the schemas of the topics' records, where `recordFormat` is `avro`",
    ),
  kmsKeyArn: text
    .optional()
    .describe(
      "KMS key of the tables and buckets, where `customerManagedKey` gives the stage one of its own",
    ),
  databaseClusterArn: text
    .optional()
    .describe("Aurora cluster of the sales orders, where the stage runs `cdc`"),
  databaseEngine: z
    .enum(AURORA_ENGINES)
    .optional()
    .describe("Engine of the Aurora cluster, where the stage runs `cdc`"),
  databaseSecretArn: text
    .optional()
    .describe("Secret of the Aurora cluster's master user, where the stage runs `cdc`"),
  pluginBucket: text.describe("Bucket of the connector plugins' archives"),
  connectorArns: texts.describe("ARNs of the connectors by their name within the stage"),
  logGroups: texts.describe(
    "CloudWatch log groups by what logs into them: the `brokers` but on MSK Serverless, the audit log of the `database`, the flow logs of the `network` and the function of `healing` where the stage has them",
  ),
  logBucket: text
    .optional()
    .describe(
      "S3 bucket of the logs of brokers and connectors, below `AWSLogs/`, where `logArchiveDays` has one",
    ),
  vpcId: text.describe("The stage's VPC"),
  privateSubnetIds: z
    .array(text)
    .describe("Subnets of the brokers and connectors, where clients may live too"),
  clientSecurityGroupId: text.describe("Security group whose members the brokers admit"),
  brokerSecurityGroupId: text.describe(
    "Security group of the brokers, for who reaches them from its interfaces as Lambda's event sources do",
  ),
  clientInstanceId: text
    .optional()
    .describe("Instance of the Kafka client, where the stage has one"),
  alarmTopicArn: text
    .optional()
    .describe("SNS topic that the stage's alarms publish to, where `alarms` makes them"),
  dashboardName: text
    .optional()
    .describe("CloudWatch dashboard of the stage, where `alarms` makes it"),
});

type Shape = typeof outputsSchema.shape;
export type OutputName = keyof Shape;
/** The outputs as a program reads them: one that the stage has not is undefined. */
export type Outputs = { readonly [Name in OutputName]: z.output<Shape[Name]> };

/** Each output alone. */
export const outputSchemas: { readonly [Name in OutputName]: z.ZodType<Outputs[Name]> } =
  outputsSchema.shape;

type Shapes = typeof pipelineShapes;
type ShapeOf = Shapes[keyof Shapes];
type KeysOf<T> = T extends unknown ? keyof T : never;

const shapes = Object.values(pipelineShapes);
const topics = once(shapes.flatMap((shape): ShapeOf["topics"][number][] => [...shape.topics]));
const tables = once(shapes.flatMap((shape): ShapeOf["tables"][number][] => [...shape.tables]));
const buckets = once(shapes.flatMap((shape): ShapeOf["buckets"][number][] => [...shape.buckets]));
const connectors = once(
  shapes.flatMap((shape) => Object.keys(shape.connectors) as KeysOf<ShapeOf["connectors"]>[]),
);

/** Pipelines share what has the same role. */
function once<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

/** What the outputs that are objects have their texts of; a stage has some of them. */
export const roles = {
  topics,
  topicReaderPolicies: topics,
  tables,
  tableArns: tables,
  tableReaderPolicies: tables,
  buckets,
  bucketReaderPolicies: buckets,
  connectorArns: connectors,
  logGroups: ["brokers", ...connectors, "database", "network", "healing"],
} as const;

export type RoleOutputName = keyof typeof roles;
export type Role<Name extends RoleOutputName> = (typeof roles)[Name][number];

/** The outputs, and the roles within those that are objects, each with its type in JSON. */
export function outputTypes(): Record<string, string> {
  const names = Object.keys(outputSchemas) as OutputName[];
  const ofRoles = Object.entries(roles).flatMap(([name, of]) =>
    of.map((role) => `${name}.${role}`),
  );
  return {
    ...Object.fromEntries(names.map((name) => [name, outputType(name)])),
    ...Object.fromEntries(ofRoles.map((path) => [path, "string, in some stages"])),
  };
}

/** Tells what an output is in JSON. */
export function outputType(name: OutputName): string {
  const schema = outputSchemas[name];
  const { type } = z.toJSONSchema(schema);
  const all: Readonly<Record<string, string>> = {
    array: "array of strings",
    object: "object of strings",
  };
  const known = all[String(type)] ?? String(type);
  return schema.safeParse(undefined).success ? `${known}, in some stages` : known;
}
