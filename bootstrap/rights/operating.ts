import { ofStage, recordBuckets, regional, stackName, throughServices, type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";
import { masterSecrets, ofTheDatabase } from "./data";
import { listAlarms, readMetrics } from "./monitoring";

const kafkaCluster = actionsOf("kafka-cluster");
const kafkaConnect = actionsOf("kafkaconnect");
const ssm = actionsOf("ssm");

/**
 * Allows what the commands topics, consume, table, connectors, check, insert, session and clean
 * need on a deployed stage. It reads the stage's data: whoever may use consume and session is the
 * client to Kafka.
 */
export function operatingRights(stage: Stage): Statement[] {
  return [...pipeline(stage), ...clientInstance(stage), ...orders(stage)];
}

function pipeline(stage: Stage): Statement[] {
  const name = stackName(stage);
  const groups = `log-group:/aws/vendedlogs/${stage.project}/${stage.stage}/*`;
  return [
    allow(
      "ListTopics",
      ["kafka:ListTopics", ...kafkaCluster("Connect")],
      [regional(stage, "kafka", `cluster/${name}/*`)],
    ),
    allow("DescribeTopics", kafkaCluster("DescribeTopic"), [
      regional(stage, "kafka", `topic/${name}/*`),
    ]),
    // The stack's own topics have the stage's name and then `_`.
    allow(
      "DeleteLeftoverTopics",
      ["kafka:DeleteTopic", ...kafkaCluster("DeleteTopic")],
      [regional(stage, "kafka", `topic/${name}/*/__amazon_msk_connect_*_${stage.stage}-*`)],
    ),
    allow("ListConnectors", ["kafkaconnect:ListConnectors"], ["*"]),
    allow("ReadTables", actionsOf("dynamodb")("DescribeTable", "Scan"), [
      regional(stage, "dynamodb", `table/${stage.tableNames}*`),
    ]),
    // By the id of a version, for which AWS documents all resources only.
    allow("ReadSchemas", ["glue:GetSchemaVersion"], ["*"]),
    allow("LookIntoBuckets", ["s3:ListBucket"], recordBuckets(stage)),
    allow("ReadConnectors", kafkaConnect("DescribeConnector", "ListConnectorOperations"), [
      regional(stage, "kafkaconnect", `connector/${stage.stage}-*`),
    ]),
    allow("ReadChanges", kafkaConnect("DescribeConnectorOperation"), [
      regional(stage, "kafkaconnect", `connector-operation/${stage.stage}-*`),
    ]),
    listAlarms(stage),
    readMetrics(),
    allow("ReadLogs", ["logs:FilterLogEvents"], [regional(stage, "logs", groups)]),
  ];
}

/** A session can be left and ended by whoever opened it, whose name its id begins with. */
function clientInstance(stage: Stage): Statement[] {
  const own = "session/${aws:userid}-*";
  const document = (kind: string): string =>
    `arn:${stage.partition}:ssm:${stage.region}:*:document/AWS-${kind}`;
  return [
    allow(
      "ReachClient",
      ssm("SendCommand", "StartSession"),
      [regional(stage, "ec2", "instance/*")],
      ofStage(stage),
    ),
    allow("RunScripts", ssm("SendCommand"), [document("RunShellScript")]),
    allow("OpenShell", ssm("StartSession"), [document("StartInteractiveCommand")]),
    allow("ReadOutput", ssm("GetCommandInvocation"), ["*"]),
    allow("EndSession", ssm("ResumeSession", "TerminateSession"), [regional(stage, "ssm", own)]),
  ];
}

/** Inserting sales orders, as the database's master user. */
function orders(stage: Stage): Statement[] {
  const via = throughServices(stage, "dynamodb", "secretsmanager");
  return [
    allow(
      "InsertOrders",
      ["rds-data:BatchExecuteStatement"],
      [regional(stage, "rds", `cluster:${stackName(stage)}`)],
    ),
    allow(
      "SignInToDatabase",
      ["secretsmanager:GetSecretValue"],
      [masterSecrets(stage)],
      ofTheDatabase(stage),
    ),
    allow("DecryptData", ["kms:Decrypt"], [regional(stage, "kms", "key/*")], via),
  ];
}
