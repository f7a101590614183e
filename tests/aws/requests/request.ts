import type { PlannedResource } from "../../../plan/plan";
import { autoScalingMappings } from "./autoScaling";
import { awsxVpcMappings } from "./awsxVpc";
import { dynamoDbMappings } from "./dynamoDb";
import { glueMappings } from "./glue";
import { healingMappings } from "./healing";
import { iamMappings } from "./iam";
import { Inputs } from "./inputs";
import { instanceMappings } from "./instances";
import { kafkaMappings } from "./kafka";
import { kafkaConnectMappings } from "./kafkaConnect";
import { kmsMappings } from "./kms";
import { logsMappings } from "./logs";
import type { AwsRequest, Mapping, Mappings } from "./mapping";
import { monitoringMappings } from "./monitoring";
import { networkMappings } from "./network";
import { rdsMappings } from "./rds";
import { s3Mappings } from "./s3";
import { secretsManagerMappings } from "./secretsManager";
import { securityGroupMappings } from "./securityGroups";

export type { AwsRequest } from "./mapping";

const mappings: Mappings = {
  ...autoScalingMappings,
  ...awsxVpcMappings,
  ...dynamoDbMappings,
  ...glueMappings,
  ...healingMappings,
  ...iamMappings,
  ...instanceMappings,
  ...kafkaMappings,
  ...kafkaConnectMappings,
  ...kmsMappings,
  ...logsMappings,
  ...monitoringMappings,
  ...networkMappings,
  ...rdsMappings,
  ...s3Mappings,
  ...secretsManagerMappings,
  ...securityGroupMappings,
};

/** Types whose resources call no AWS API themselves; see the reasons. */
const WITHOUT_REQUESTS: Readonly<Record<string, string>> = {
  "command:local:Command": "runs on the deploying machine",
};

/**
 * Requests to the AWS API that the provider makes to create a resource. Throws for a type or an
 * input that no mapping knows, so that nothing new goes unchecked.
 */
export function requestsOf(resource: PlannedResource): readonly AwsRequest[] {
  const mapping = mappingOf(resource);
  if (mapping === undefined) return [];
  const inputs = Inputs.of(resource);
  const requests = mapping.create(inputs);
  const unread = inputs.unread();
  if (unread.length > 0) {
    throw new Error(`No request holds ${unread.join(", ")}: add it to tests/aws/requests/`);
  }
  return requests;
}

/** Requests that the provider makes to delete a resource. */
export function deletionsOf(resource: PlannedResource): readonly AwsRequest[] {
  return mappingOf(resource)?.destroy(Inputs.of(resource)) ?? [];
}

/** Undefined for what has no request of its own, such as the project's components. */
function mappingOf({ type, name }: PlannedResource): Mapping | undefined {
  if (type.startsWith("msk-pipeline:") || type in WITHOUT_REQUESTS) return undefined;
  const mapping = mappings[type];
  if (mapping === undefined) {
    throw new Error(`No requests are known for ${type} (${name}): add it to tests/aws/requests/`);
  }
  return mapping;
}
