import { readSchemas } from "../connectors/schemaGrants";
import { joinGroups, readTopics } from "../connectors/kafkaGrants";
import { parseArn } from "../support/arn";
import { policyDocument, viaService, type KnownGrant } from "../support/iamPolicies";
import { readerGroup } from "./readerGroup";

/**
 * Returns the IAM policy, as JSON, of whoever reads a topic, as any of its readers' groups, and the
 * schemas of its records, where they are in Avro.
 *
 * The groups are allowed by a prefix, since a denial of those of connectors would strike the role's
 * other policies too, and miss the groups of a connector that comes later.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html
 */
export function topicReaderPolicy(clusterArn: string, topic: string, avro = false): string {
  return policyDocument([
    { sid: "ConnectToCluster", actions: ["kafka-cluster:Connect"], resources: [clusterArn] },
    ...readTopics(clusterArn, [topic]),
    ...joinGroups(clusterArn, [readerGroup(topic, "*")]),
    ...(avro ? [readSchemas] : []),
  ]);
}

/**
 * Returns the IAM policy, as JSON, of whoever reads a table, which is encrypted by AWS's key or by
 * one that its readers need.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function tableReaderPolicy(tableArn: string, kmsKeyArn?: string): string {
  const read = {
    sid: "ReadTable",
    actions: ["BatchGetItem", "DescribeTable", "GetItem", "Query", "Scan"].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: [tableArn],
  };
  return policyDocument([read, ...decrypt("DecryptTable", "dynamodb", kmsKeyArn)]);
}

/** Returns the IAM policy, as JSON, of whoever reads a bucket's objects, as tableReaderPolicy. */
export function bucketReaderPolicy(bucketArn: string, kmsKeyArn?: string): string {
  return policyDocument([
    { sid: "ListBucket", actions: ["s3:ListBucket"], resources: [bucketArn] },
    { sid: "ReadObjects", actions: ["s3:GetObject"], resources: [`${bucketArn}/*`] },
    ...decrypt("DecryptObjects", "s3", kmsKeyArn),
  ]);
}

/** Allows a service to decrypt with the key for who reads from it, where there is one. */
function decrypt(sid: string, service: string, kmsKeyArn: string | undefined): KnownGrant[] {
  if (kmsKeyArn === undefined) return [];
  const { region } = parseArn(kmsKeyArn);
  return [
    {
      sid,
      actions: ["kms:Decrypt"],
      resources: [kmsKeyArn],
      conditions: viaService(service, region),
    },
  ];
}
