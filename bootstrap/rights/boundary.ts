import { recordBuckets, regional, stackName, throughServices, type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";
import { restarting } from "./healing";
import { captureSecret, logGroups, registry } from "./reading";

const kafkaCluster = actionsOf("kafka-cluster");
const logs = actionsOf("logs");

/**
 * Allows the most that any role of a deployment may do, whatever its own policy says: work with the
 * stage's topics, groups, tables, buckets, the capture user's secret, logs and sessions, and to
 * restart its connectors.
 */
export function boundaryRights(stage: Stage): Statement[] {
  return [...kafka(stage), ...data(stage), ...writeLogs(stage), ...restarting(stage), sessions];
}

function kafka(stage: Stage): Statement[] {
  const within = (kind: string): string =>
    regional(stage, "kafka", `${kind}/${stackName(stage)}/*`);
  return [
    allow("UseCluster", kafkaCluster("Connect", "DescribeCluster", "WriteDataIdempotently"), [
      within("cluster"),
    ]),
    allow(
      "UseTopics",
      kafkaCluster(
        "CreateTopic",
        "DescribeTopic",
        "DescribeTopicDynamicConfiguration",
        "ReadData",
        "WriteData",
      ),
      [within("topic")],
    ),
    allow("JoinGroups", kafkaCluster("AlterGroup", "DescribeGroup"), [within("group")]),
  ];
}

function data(stage: Stage): Statement[] {
  const via = throughServices(stage, "dynamodb", "s3", "secretsmanager");
  return [
    allow("WriteTables", actionsOf("dynamodb")("BatchWriteItem", "DescribeTable"), [
      regional(stage, "dynamodb", `table/${stage.tableNames}*`),
    ]),
    allow(
      "RegisterSchemas",
      actionsOf("glue")(
        "CreateSchema",
        "GetSchemaByDefinition",
        "PutSchemaVersionMetadata",
        "RegisterSchemaVersion",
      ),
      [registry(stage), regional(stage, "glue", `schema/${stackName(stage)}/*`)],
    ),
    allow("ReadSchemas", ["glue:GetSchemaVersion"], ["*"]),
    allow("ReadSecret", ["secretsmanager:GetSecretValue"], [captureSecret(stage)]),
    allow(
      "ReadArchives",
      ["s3:GetObjectVersion"],
      [`arn:${stage.partition}:s3:::${stackName(stage)}-*/*`],
    ),
    allow(
      "WriteObjects",
      ["s3:PutObject"],
      recordBuckets(stage).map((bucket) => `${bucket}/*`),
    ),
    allow(
      "UseKey",
      actionsOf("kms")("Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey"),
      [regional(stage, "kms", "key/*")],
      via,
    ),
  ];
}

function writeLogs(stage: Stage): Statement[] {
  return [
    allow("ListLogs", logs("DescribeLogGroups"), ["*"]),
    allow(
      "WriteLogs",
      logs("CreateLogStream", "DescribeLogStreams", "PutLogEvents"),
      logGroups(stage).slice(0, 1),
    ),
  ];
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html */
const sessions = allow(
  "OpenSessions",
  [
    "ssm:UpdateInstanceInformation",
    ...actionsOf("ssmmessages")(
      "CreateControlChannel",
      "CreateDataChannel",
      "OpenControlChannel",
      "OpenDataChannel",
    ),
    ...actionsOf("ec2messages")(
      "AcknowledgeMessage",
      "DeleteMessage",
      "FailMessage",
      "GetEndpoint",
      "GetMessages",
      "SendReply",
    ),
  ],
  ["*"],
);
