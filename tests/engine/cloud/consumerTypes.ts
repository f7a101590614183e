import type { ResourceType } from "./resourceType";

export const FUNCTION = "aws:lambda/function:Function";
export const EVENT_SOURCE = "aws:lambda/eventSourceMapping:EventSourceMapping";

/**
 * What examples/consumer has; of these, a stage has a function alone.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/event_source_mapping.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/vpc_connection.go
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue
 */
export const consumerTypes: Readonly<Record<string, ResourceType>> = {
  [FUNCTION]: {
    required: ["code", "handler", "role", "runtime"],
    replaces: ["name", "packageType"],
    named: "name",
    arn: "lambda:us-east-1:123456789012:function:",
  },
  [EVENT_SOURCE]: {
    required: ["eventSourceArn", "functionName", "startingPosition", "topics"],
    replaces: [
      "amazonManagedKafkaEventSourceConfig",
      "eventSourceArn",
      "startingPosition",
      "startingPositionTimestamp",
      "topics",
    ],
  },
  "aws:msk/vpcConnection:VpcConnection": {
    required: ["authentication", "clientSubnets", "securityGroups", "targetClusterArn", "vpcId"],
    replaces: ["authentication", "clientSubnets", "securityGroups", "targetClusterArn", "vpcId"],
    arn: "kafka:us-east-1:123456789012:vpc-connection/123456789012/",
  },
  "aws:sqs/queue:Queue": {
    required: [],
    replaces: ["fifoQueue", "name", "namePrefix"],
    named: "name",
    arn: "sqs:us-east-1:123456789012:",
  },
};
