import { z } from "zod";
import type { PlannedResource } from "../../../plan/plan";
import { actionsOf, type Row } from "../iam/decisions";
import type { Calls, TypeCalls } from "./calls";
import { Here } from "./here";
import { operationOf } from "./kafkaCalls";

const database = z.object({
  clusterArn: z.string(),
  masterSecretArn: z.string(),
  captureSecretArn: z.string(),
});

/** What a deployment runs on the deploying machine, by the program that it runs. */
const verification = z.object({ connectorArn: z.string(), logGroupName: z.string() });

const commands: Readonly<Record<string, (input: unknown, here: Here) => Row[]>> = {
  "deploy/bootstrapDatabase.ts": (input, here) => {
    const { clusterArn, masterSecretArn, captureSecretArn } = database.parse(input);
    const secrets = actionsOf("secretsmanager");
    const ofDatabase = { "aws:ResourceTag/aws:rds:primaryDBClusterArn": clusterArn };
    const decrypt = here
      .key("secretsmanager")
      .map(([key, context]): Row => [actionsOf("kms")("Decrypt", "GenerateDataKey"), key, context]);
    return [
      [["rds-data:ExecuteStatement"], clusterArn],
      [secrets("GetSecretValue"), masterSecretArn, ofDatabase],
      [secrets("GetSecretValue", "PutSecretValue"), captureSecretArn],
      [secrets("GetRandomPassword"), "*"],
      ...decrypt,
    ];
  },
  "deploy/verifyConnector.ts": (input, here) => {
    const { connectorArn, logGroupName } = verification.parse(input);
    const connect = actionsOf("kafkaconnect");
    return [
      [["logs:FilterLogEvents"], here.arn("logs", `log-group:${logGroupName}:`)],
      [connect("DescribeConnector", "ListConnectorOperations"), connectorArn],
      [connect("DescribeConnectorOperation"), operationOf(connectorArn)],
    ];
  },
};

function callsOf(resource: PlannedResource, here: Here): Row[] {
  const command = Here.text(resource, "create");
  const [, calls] = Object.entries(commands).find(([file]) => command.endsWith(file)) ?? [];
  if (calls === undefined) throw new Error(`Nobody has said what ${command} calls of AWS`);
  return calls(JSON.parse(Here.text(resource, "stdin")), here);
}

export const commandCalls: Readonly<Record<string, TypeCalls>> = {
  "command:local:Command": {
    sources: [
      "deploy/bootstrapDatabase.ts",
      "deploy/verifyConnector.ts",
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html",
    ],
    calls: (resource, here): Calls => {
      const calls = callsOf(resource, here);
      return { create: calls, read: [], update: calls, delete: [] };
    },
  },
};

/** What the functions call that the program, or awsx within it, asks the provider. */
export const functionCalls: Readonly<Record<string, (here: Here) => Row[]>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => [
    [["ec2:DescribeAvailabilityZones"], "*"],
  ],
  // AWS lets everybody ask who they are; region and partition are the provider's own.
  "aws:index/getCallerIdentity:getCallerIdentity": () => [],
  "aws:index/getPartition:getPartition": () => [],
  "aws:index/getRegion:getRegion": () => [],
  "aws:msk/getBrokerNodes:getBrokerNodes": (here) => [
    [["kafka:ListNodes"], here.every("aws:msk/cluster:Cluster")],
  ],
  "aws:ssm/getParameter:getParameter": ({ stage }) => [
    [
      ["ssm:GetParameter"],
      `arn:aws:ssm:${stage.region}:${stage.account}:parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64`,
    ],
  ],
};
