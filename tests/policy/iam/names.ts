import { z } from "zod";
import type { Plan } from "../../../plan/plan";
import { one } from "../../helpers/resources";
import type { Context } from "./simulate";

const outputs = z.object({
  bucketReaderPolicies: z.record(z.string(), z.string()),
  buckets: z.record(z.string(), z.string()),
  clusterArn: z.string(),
  clientInstanceId: z.string(),
  connectorArns: z.record(z.string(), z.string()),
  databaseClusterArn: z.string(),
  databaseSecretArn: z.string(),
  kmsKeyArn: z.string().optional(),
  logGroups: z.record(z.string(), z.string().optional()),
  pluginBucket: z.string(),
  schemaRegistry: z.string().optional(),
  tableArns: z.record(z.string(), z.string()),
  tableReaderPolicies: z.record(z.string(), z.string()),
  topicReaderPolicies: z.record(z.string(), z.string()),
  topics: z.record(z.string(), z.string()),
});

export const CONNECTORS = [
  "orders-source",
  "orders-sink",
  "sales-capture",
  "sales-sink",
  "lake-sink",
] as const;
export type ConnectorName = (typeof CONNECTORS)[number];

/** Kinds of topics that MSK Connect's workers keep for themselves. */
export const WORKER_TOPICS = ["configs", "status"] as const;

export const OTHER_ACCOUNT = "999999999999";
const OTHER_UUID = "99999999-9999-9999-9999-999999999999-9";
/** MSK Connect makes one up with each connector. */
const WORKERS_ID = "12345678-09e7-4abc-8be8-c657f7e4ff32-2";

export type Names = ReturnType<typeof namesOf>;

/** Returns the ARNs of a stage, by the names that people use for what they are of. */
export function namesOf(plan: Plan) {
  const stage = plan.stack;
  const known = outputs.parse(plan.outputs);
  const [, partition = "", , region = "", account = ""] = known.clusterArn.split(":");
  const within = (kind: string, name: string, cluster = known.clusterArn): string =>
    `${cluster.replace(":cluster/", `:${kind}/`)}/${name}`;
  const topic = (name: string): string => within("topic", name);
  const group = (name: string): string => within("group", name);
  const arn = (service: string, resource: string, place: Place = {}): string =>
    `arn:${partition}:${service}:${place.region ?? region}:${place.account ?? account}:${resource}`;
  const bucketObject = (key: string): string =>
    `arn:${partition}:s3:::${known.pluginBucket}/${key}`;
  const archive = (plugin: string): string => {
    const object = "aws:s3/bucketObjectv2:BucketObjectv2";
    const avro = known.schemaRegistry !== undefined && plugin !== "kafka-client" ? "-glue" : "";
    return bucketObject(
      String(one(plan.resources, object, `plugins-${plugin}${avro}-archive`).inputs["key"]),
    );
  };
  return {
    stage,
    account,
    region,
    outputs: known,
    arn,
    cluster: known.clusterArn,
    /** Clusters that are not the stage's: of another uuid, name, account and region. */
    otherClusters: [
      known.clusterArn.replace(/[^/]+$/, OTHER_UUID),
      known.clusterArn.replace(/:cluster\/[^/]+/, ":cluster/another"),
      known.clusterArn.replace(account, OTHER_ACCOUNT),
      known.clusterArn.replace(region, "eu-west-3"),
    ],
    topic,
    group,
    within,
    /** Topic of the stage by what it is for; none where the stage has no such topic. */
    topics: (role: string): string[] => [known.topics[role] ?? []].flat().map(topic),
    /** Consumer group of a service that reads a topic, by what the topic is for. */
    readersGroup: (role: string, name = "billing"): string =>
      group(`${known.topics[role] ?? "absent"}-reader-${name}`),
    /** What a connector is called on MSK Connect. */
    connector: (name: ConnectorName): string => `${stage}-${name}`,
    connectorArn: (name: string): string => known.connectorArns[name] ?? "",
    /** Topics of a connector's workers, and the one of its offsets. */
    workerTopics: (connector: string): string[] =>
      WORKER_TOPICS.map((kind) =>
        topic(`__amazon_msk_connect_${kind}_${stage}-${connector}_${WORKERS_ID}`),
      ),
    offsetsTopic: (connector: string): string =>
      topic(`__amazon_msk_connect_offsets_${stage}_${connector}`),
    workerGroup: (connector: string): string =>
      group(`__amazon_msk_connect_cluster_${stage}-${connector}_${WORKERS_ID}`),
    table: (role: string): string => known.tableArns[role] ?? "",
    tables: Object.values(known.tableArns),
    captureSecret: String(one(plan.resources, "aws:secretsmanager/secret:Secret").state["arn"]),
    masterSecret: known.databaseSecretArn,
    bucket: `arn:${partition}:s3:::${known.pluginBucket}`,
    lake: `arn:${partition}:s3:::${known.buckets["lake"] ?? "absent"}`,
    /** Object of the lake that the sink writes. */
    lakeObject: (
      key = "orders/date=2026-11-27/hour=07/0-00000000000000000000-00000000000000000009.jsonl.gz",
    ): string => `arn:${partition}:s3:::${known.buckets["lake"] ?? "absent"}/${key}`,
    bucketObject,
    /** Object in the bucket that holds the archive of a plugin, or of the client's tools. */
    archive,
    /** The stage's KMS key; none where AWS's own keys encrypt. */
    keys: [known.kmsKeyArn ?? []].flat(),
    /** Registry of the records' schemas; none where they are plain JSON. */
    registry: [known.schemaRegistry ?? []].flat().map((name) => arn("glue", `registry/${name}`)),
    /** Schemas that the registry has, or would have, of topics. */
    schemas: (topics: readonly string[]): string[] =>
      [known.schemaRegistry ?? []]
        .flat()
        .flatMap((name) =>
          topics.map((one) => arn("glue", `schema/${name}/${one.split("/").at(-1) ?? ""}`)),
        ),
    otherKey: arn("kms", "key/99999999-9999-9999-9999-999999999999"),
    /** That a service asks KMS on somebody's behalf. */
    via: (service: string): Context => ({
      "kms:ViaService": `${service}.${region}.amazonaws.com`,
    }),
    role: (name: string): string => arn("iam", `role/${name}-role`, { region: "" }),
    instance: arn("ec2", `instance/${known.clientInstanceId}`),
    logStream: (log: string): string =>
      arn("logs", `log-group:${known.logGroups[log] ?? "absent"}:log-stream:made-up`),
    logGroup: (log: string): string =>
      arn("logs", `log-group:${known.logGroups[log] ?? "absent"}:`),
  };
}

interface Place {
  readonly region?: string;
  readonly account?: string;
}
