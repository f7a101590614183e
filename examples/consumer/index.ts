import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { clusterParts, readerStatements } from "./access";

const config = new pulumi.Config();
const pipeline = new pulumi.StackReference("pipeline", { name: config.require("pipelineStack") });
const consumerGroup = config.require("consumerGroup");

const clusterArn = text("clusterArn");
const topic = ofOrders("topics");
/** Only a stage with a KMS key of its own has this output. */
const tableKeyArn = pipeline
  .getOutput("kmsKeyArn")
  .apply((arn) => (arn === undefined ? undefined : asText("kmsKeyArn", arn)));

/** The role that the service's ECS task runs as. */
const role = new iam.Role("reader", {
  description: "Reads the orders of the pipeline",
  assumeRolePolicy: clusterArn.apply((arn) => JSON.stringify(ecsTasksOfThisAccount(arn))),
});

new iam.RolePolicy("reader-access", {
  role: role.id,
  policy: pulumi
    .all([clusterArn, topic, ofOrders("tableArns"), tableKeyArn])
    .apply(([cluster, name, tableArn, keyArn]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: readerStatements({
          clusterArn: cluster,
          topic: name,
          group: consumerGroup,
          tableArn,
          tableKeyArn: keyArn,
        }),
      }),
    ),
});

/** taskRoleArn of the service's ECS task definition. */
export const taskRoleArn = role.arn;

/**
 * networkConfiguration of the service. The brokers admit the members of the pipeline's client
 * security group on port 9098, so membership is all that the service needs: no rule of its own.
 */
export const networkConfiguration = {
  subnets: pipeline
    .requireOutput("privateSubnetIds")
    .apply((ids) => asTexts("privateSubnetIds", ids)),
  securityGroups: [text("clientSecurityGroupId")],
  assignPublicIp: false,
};

/** Environment of the service's container: where to connect and what to read. */
export const environment = [
  { name: "KAFKA_BOOTSTRAP_SERVERS", value: text("bootstrapServers") },
  { name: "KAFKA_SECURITY_PROTOCOL", value: "SASL_SSL" },
  { name: "KAFKA_SASL_MECHANISM", value: "AWS_MSK_IAM" },
  { name: "KAFKA_TOPIC", value: topic },
  { name: "KAFKA_GROUP_ID", value: consumerGroup },
  { name: "TABLE_NAME", value: ofOrders("tables") },
];

/** Returns an output of the pipeline that must be text. */
function text(output: string): pulumi.Output<string> {
  return pipeline.requireOutput(output).apply((value) => asText(output, value));
}

/** What an output that lists things by their role has of the orders. */
function ofOrders(output: string): pulumi.Output<string> {
  return pipeline.requireOutput(output).apply((byRole: unknown) => {
    const named = typeof byRole === "object" && byRole !== null && "orders" in byRole;
    return asText(`${output}.orders`, named ? byRole.orders : undefined);
  });
}

function asText(output: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`The pipeline's output ${output} must be text, got ${JSON.stringify(value)}`);
}

function asTexts(output: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.map((item) => asText(output, item));
  throw new Error(`The pipeline's output ${output} must be a list, got ${JSON.stringify(value)}`);
}

/** Trusts ECS tasks of the pipeline's account only, not those that another account asks for. */
function ecsTasksOfThisAccount(arn: string): object {
  const { partition, region, account } = clusterParts(arn);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${account}:*` },
        },
      },
    ],
  };
}
