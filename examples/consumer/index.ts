import { join } from "node:path";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { outputOfRole, pipelineOutputs } from "../../outputs/pipelineOutputs";
import { readerGroup } from "../../outputs/readerGroup";
import { inOwnVpc, inStage } from "./place";
import { codePolicy, eventSourcePolicy, lambdaTrust } from "./rights";

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

const config = new pulumi.Config();
const stage = new pulumi.StackReference("pipeline", { name: config.require("pipelineStack") });
const outputs = pipelineOutputs(stage);
const topic = outputOfRole(stage, "topics", "orders");
const vpcId = config.get("vpcId") ?? "";
const place =
  vpcId === ""
    ? inStage(outputs, config.requireBoolean("openBrokers"))
    : inOwnVpc(outputs, vpcId, config.requireObject("subnetIds"));

const logs = new cloudwatch.LogGroup("counts", { retentionInDays: 30 });
const failedBatches = new sqs.Queue("failed-batches", {
  messageRetentionSeconds: FOURTEEN_DAYS,
  sqsManagedSseEnabled: true,
});

const role = new iam.Role("counts", {
  description: "Reads the orders of the pipeline",
  assumeRolePolicy: lambdaTrust,
});
const rights = [
  new iam.RolePolicy("topic", {
    role: role.id,
    policy: outputOfRole(stage, "topicReaderPolicies", "orders"),
  }),
  new iam.RolePolicy("event-source", {
    role: role.id,
    policy: pulumi
      .all([outputs.clusterArn, place.eventSourceArn, failedBatches.arn, logs.arn])
      .apply(([clusterArn, eventSourceArn, queueArn, logGroupArn]) =>
        eventSourcePolicy({ clusterArn, eventSourceArn, queueArn, logGroupArn }),
      ),
  }),
];

const counts = new lambda.Function(
  "counts",
  {
    description: "Counts the orders of the pipeline by item",
    runtime: lambda.Runtime.NodeJS24dX,
    architectures: ["arm64"],
    handler: "index.handler",
    code: new pulumi.asset.FileArchive(join(__dirname, "handler")),
    role: role.arn,
    timeout: 30,
    vpcConfig: { subnetIds: place.subnetIds, securityGroupIds: place.securityGroupIds },
    loggingConfig: { logFormat: "Text", logGroup: logs.name },
  },
  { dependsOn: rights },
);
new iam.RolePolicy("code", { role: role.id, policy: counts.arn.apply(codePolicy) });

const orders = new lambda.EventSourceMapping(
  "orders",
  {
    eventSourceArn: place.eventSourceArn,
    functionName: counts.arn,
    topics: [topic],
    amazonManagedKafkaEventSourceConfig: {
      consumerGroupId: topic.apply((name) => readerGroup(name, config.require("consumer"))),
    },
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    destinationConfig: { onFailure: { destinationArn: failedBatches.arn } },
  },
  // Lambda takes no second one of the same function, cluster and topic.
  { dependsOn: [...rights, ...place.ways], deleteBeforeReplace: true },
);

/** Log group of the counts, one line of JSON a batch. */
export const logGroup = logs.name;
/** Queue of the batches for which the function failed: where in the topic they are. */
export const failedBatchesUrl = failedBatches.url;
export const eventSourceId = orders.uuid;
