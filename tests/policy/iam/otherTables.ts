import { actionsOf, type DecisionTable, type Row } from "./decisions";
import { JOIN, kafka, kms, USE, s3, useCaptureSecret, useTables } from "./everyone";
import { CONNECTORS, OTHER_ACCOUNT, type Names } from "./names";

const logs = actionsOf("logs");
const kafkaConnect = actionsOf("kafkaconnect");
const ssm = actionsOf("ssm");

/**
 * The Kafka client instance: looks into the stage's topics by hand, over Session Manager, and puts
 * dead letters back into them: it reads both topics without a group, and writes idempotently.
 */
export function client(names: Names): DecisionTable {
  const { archive, group, keys, topic, via } = names;
  const topics = Object.values(names.outputs.topics).map(topic);
  return {
    allowed: [
      [kafka("Connect", "DescribeCluster", "WriteDataIdempotently"), names.cluster],
      [
        kafka("DescribeTopic", "DescribeTopicDynamicConfiguration", "ReadData", "WriteData"),
        topics,
      ],
      [JOIN, ["console-consumer-12345", `msk-pipeline-${names.stage}-client`].map(group)],
      [s3("GetObjectVersion"), archive("kafka-client")],
      [kms("Decrypt"), keys, via("s3")],
      [ssm("UpdateInstanceInformation"), names.instance],
      [
        actionsOf("ssmmessages")(
          "CreateControlChannel",
          "CreateDataChannel",
          "OpenControlChannel",
          "OpenDataChannel",
        ),
        "*",
      ],
      [
        actionsOf("ec2messages")(
          "AcknowledgeMessage",
          "DeleteMessage",
          "FailMessage",
          "GetEndpoint",
          "GetMessages",
          "SendReply",
        ),
        "*",
      ],
    ],
    denied: [
      ...touchConnectors(names),
      [kafka("DescribeTopic", "ReadData", "WriteData"), topic("__debezium-heartbeat.aurora")],
      [kafka("ReadData", "WriteData"), topic("aurora-schema-history")],
      [JOIN, [group("consumer-1"), names.readersGroup("orders")]],
      [s3("GetObject", "PutObjectAcl"), archive("kafka-client")],
      [kms("Encrypt", "GenerateDataKey"), keys, via("s3")],
      [kms("Decrypt"), keys, via("dynamodb")],
      [ssm("DescribeParameters"), "*"],
      [ssm("GetDocument"), names.arn("ssm", "document/another")],
      ["ec2:DescribeInstances", "*"],
      ...useTables(names),
      ...useCaptureSecret(names),
    ],
  };
}

/** VPC flow logs: writes its own log group. */
export function networkFlow(names: Names): DecisionTable {
  const group = names.logGroup("network");
  return {
    allowed: [
      [logs("DescribeLogGroups"), "*"],
      [logs("DescribeLogStreams"), group],
      [logs("CreateLogStream", "PutLogEvents"), names.logStream("network")],
    ],
    denied: [
      [logs("DeleteLogGroup", "PutRetentionPolicy", "FilterLogEvents"), group],
      [logs("DeleteLogStream", "GetLogEvents"), names.logStream("network")],
      [logs("CreateLogStream", "PutLogEvents"), names.logStream("orders-sink")],
      [
        logs("CreateLogStream", "PutLogEvents"),
        names.logStream("network").replace("-flow", "-flow2"),
      ],
      [kafka("Connect", "DescribeCluster"), names.cluster],
      [USE, names.topics("orders")],
      ...touchConnectors(names),
      ...useTables(names),
      ...useCaptureSecret(names),
    ],
  };
}

/** The function that restarts failed tasks: of the stage's connectors, by its alarms. */
export function healing(names: Names): DecisionTable {
  const connectors = CONNECTORS.map(names.connectorArn);
  const [connector = ""] = connectors;
  const restart = kafkaConnect("DescribeConnector", "ListConnectorOperations", "RestartConnector");
  return {
    allowed: [
      [actionsOf("cloudwatch")("DescribeAlarms"), names.arn("cloudwatch", "alarm:any")],
      [restart, connectors],
      [logs("CreateLogStream", "PutLogEvents"), names.logStream("healing")],
    ],
    denied: [
      [kafkaConnect("DeleteConnector", "UpdateConnector"), connectors],
      [
        restart,
        [
          connector.replace(`/${names.stage}-`, "/another-"),
          connector.replace(names.account, OTHER_ACCOUNT),
          connector.replace(/[^/]+$/, "the-id-of-another-deployment"),
        ],
      ],
      [
        actionsOf("cloudwatch")("DeleteAlarms", "DisableAlarmActions", "SetAlarmState"),
        names.arn("cloudwatch", "alarm:any"),
      ],
      [
        actionsOf("lambda")("AddPermission", "InvokeFunction", "UpdateFunctionCode"),
        names.arn("lambda", `function:msk-pipeline-${names.stage}-restart-failed-tasks`),
      ],
      [logs("CreateLogStream", "PutLogEvents"), names.logStream("orders-sink")],
      [logs("DeleteLogStream", "GetLogEvents"), names.logStream("healing")],
      [kafka("Connect", "DescribeCluster"), names.cluster],
      [USE, names.topics("orders")],
      ...touchConnectors(names),
      ...useTables(names),
      ...useCaptureSecret(names),
    ],
  };
}

/** What connectors keep for themselves. */
export function touchConnectors(names: Names): Row[] {
  return [
    [USE, CONNECTORS.flatMap((name) => [...names.workerTopics(name), names.offsetsTopic(name)])],
    [
      JOIN,
      CONNECTORS.flatMap((name) => [
        names.workerGroup(name),
        names.group(`connect-${names.connector(name)}`),
      ]),
    ],
  ];
}
