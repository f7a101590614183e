import { joinGroups, readTopics } from "../connectors/kafkaGrants";
import { parseArn } from "../support/arn";
import { policyDocument } from "../support/iamPolicies";
import { readerGroup } from "./readerGroup";

/**
 * Returns the IAM policy, as JSON, of whoever reads a topic, as any of its readers' groups.
 *
 * The groups are allowed by a prefix, since a denial of those of connectors would strike the role's
 * other policies too, and miss the groups of a connector that comes later.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html
 */
export function topicReaderPolicy(clusterArn: string, topic: string): string {
  return policyDocument([
    { sid: "ConnectToCluster", actions: ["kafka-cluster:Connect"], resources: [clusterArn] },
    ...readTopics(clusterArn, [topic]),
    ...joinGroups(clusterArn, [readerGroup(topic, "*")]),
  ]);
}

/**
 * Returns the IAM policy, as JSON, of whoever reads a table, which is encrypted by AWS's key or by
 * one that its readers need.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function tableReaderPolicy(tableArn: string, kmsKeyArn?: string): string {
  const { region } = parseArn(tableArn);
  const read = {
    sid: "ReadTable",
    actions: ["BatchGetItem", "DescribeTable", "GetItem", "Query", "Scan"].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: [tableArn],
  };
  if (kmsKeyArn === undefined) return policyDocument([read]);
  const decrypt = {
    sid: "DecryptTable",
    actions: ["kms:Decrypt"],
    resources: [kmsKeyArn],
    conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
  };
  return policyDocument([read, decrypt]);
}
