import { actionsOf, type Row } from "../iam/decisions";
import type { Here } from "./here";
import { operationOf } from "./kafkaCalls";

const ssm = actionsOf("ssm");

/**
 * What the AWS SDK's commands call that operate/ sends, and what of deploy/ it uses, by their names there, and what the AWS CLI
 * calls for a session.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
 */
export const operateCalls: Readonly<Record<string, (here: Here) => Row[]>> = {
  ListTopicsCommand: (here) => [
    [["kafka:ListTopics", "kafka-cluster:Connect"], here.every("aws:msk/cluster:Cluster")],
    [["kafka-cluster:DescribeTopic"], here.every("aws:msk/topic:Topic")],
  ],
  ListConnectorsCommand: () => [[["kafkaconnect:ListConnectors"], "*"]],
  DeleteTopicCommand: (here) => [
    [["kafka:DeleteTopic", "kafka-cluster:DeleteTopic"], leftoverTopics(here)],
  ],
  SendCommandCommand: (here) => [
    [ssm("SendCommand"), here.every("aws:ec2/instance:Instance"), ofStage(here)],
    [ssm("SendCommand"), here.arn("ssm", "document/AWS-RunShellScript")],
  ],
  GetCommandInvocationCommand: () => [[ssm("GetCommandInvocation"), "*"]],
  DescribeTableCommand: (here) => [
    [["dynamodb:DescribeTable"], here.every("aws:dynamodb/table:Table")],
  ],
  ScanCommand: (here) => [
    [["dynamodb:Scan"], here.every("aws:dynamodb/table:Table")],
    ...decrypt(here, "dynamodb"),
  ],
  "schemas of consume": (here) => [
    [["glue:GetSchemaVersion"], here.every("aws:glue/registry:Registry")],
  ],
  ListObjectsV2Command: (here) => [[["s3:ListBucket"], here.buckets("lake")]],
  DescribeConnectorCommand: (here) => [
    [["kafkaconnect:DescribeConnector"], here.every("aws:mskconnect/connector:Connector")],
  ],
  ListConnectorOperationsCommand: (here) => [
    [["kafkaconnect:ListConnectorOperations"], here.every("aws:mskconnect/connector:Connector")],
  ],
  DescribeConnectorOperationCommand: (here) => [
    [
      ["kafkaconnect:DescribeConnectorOperation"],
      here.every("aws:mskconnect/connector:Connector").map(operationOf),
    ],
  ],
  // The simulation wants one resource, and datasets, which nobody asks for, are all that IAM knows.
  GetMetricDataCommand: (here) => [
    [["cloudwatch:GetMetricData"], here.arn("cloudwatch", "dataset/default")],
  ],
  DescribeAlarmsCommand: (here) => [
    [["cloudwatch:DescribeAlarms"], here.arn("cloudwatch", "alarm:any")],
  ],
  FilterLogEventsCommand: (here) => [[["logs:FilterLogEvents"], connectorLogs(here)]],
  BatchExecuteStatementCommand: (here) => {
    const [cluster = ""] = here.every("aws:rds/cluster:Cluster");
    return [
      [["rds-data:BatchExecuteStatement"], cluster],
      [
        ["secretsmanager:GetSecretValue"],
        here.arn("secretsmanager", "secret:rds!cluster-0a1b2c3d-AbCdEf"),
        { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster },
      ],
      ...decrypt(here, "secretsmanager"),
    ];
  },
  "aws ssm start-session": (here) => [
    [ssm("StartSession"), here.every("aws:ec2/instance:Instance"), ofStage(here)],
    [ssm("StartSession"), here.arn("ssm", "document/AWS-StartInteractiveCommand")],
    [
      ssm("ResumeSession", "TerminateSession"),
      here.arn("ssm", "session/AROAEXAMPLE:anna-0a1b2c3d4e5f"),
      { "aws:userid": "AROAEXAMPLE:anna" },
    ],
  ],
};

/** What the command check sends, which a deployment runs at its end. */
export function checkCalls(here: Here): Row[] {
  const sent = [
    "ListTopicsCommand",
    "DescribeTableCommand",
    "ListObjectsV2Command",
    "DescribeConnectorCommand",
    "ListConnectorOperationsCommand",
    "DescribeConnectorOperationCommand",
    "GetMetricDataCommand",
    "DescribeAlarmsCommand",
    "FilterLogEventsCommand",
  ];
  return sent.flatMap((command) => operateCalls[command]?.(here) ?? []);
}

/** Topics of a connector that is gone, by the names that MSK Connect gave them. */
function leftoverTopics(here: Here): string[] {
  const connector = `${here.stage.stage}-orders-sink_0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f-2`;
  return here
    .every("aws:msk/cluster:Cluster")
    .map((arn) => arn.replace(":cluster/", ":topic/"))
    .map((topics) => `${topics}/__amazon_msk_connect_status_${connector}`);
}

/** Logs of connectors, in which the command connectors looks for errors, and a deployment that failed. */
function connectorLogs(here: Here): string[] {
  return logs(here).filter((arn) => CONNECTORS_OWN.test(arn));
}

/** Logs of brokers, network and database. */
export function logsOfOthers(here: Here): string[] {
  return logs(here).filter((arn) => !CONNECTORS_OWN.test(arn));
}

const CONNECTORS_OWN = /-(?:source|sink|capture):$/;

function logs(here: Here): string[] {
  return here.every("aws:cloudwatch/logGroup:LogGroup").map((arn) => `${arn}:`);
}

function ofStage({ stage }: Here): Record<string, string> {
  return {
    "aws:ResourceTag/Project": stage.project,
    "aws:ResourceTag/Stage": stage.stage,
  };
}

function decrypt(here: Here, service: string): Row[] {
  return here.key(service).map(([key, context]): Row => [["kms:Decrypt"], key, context]);
}
