import { readSchemas } from "../connectors/schemaGrants";
import { joinGroups, readTopics } from "../connectors/kafkaGrants";
import { parseArn } from "../support/arn";
import {
  accountsPolicy,
  policyDocument,
  viaService,
  type KnownGrant,
} from "../support/iamPolicies";
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
    ...readerGrants(clusterArn, [topic]),
    ...(avro ? [readSchemas] : []),
  ]);
}

/**
 * Returns the policy of the cluster, as JSON, by which roles of other accounts read its topics as
 * topicReaderPolicy lets them in their own: of two accounts, both have to allow it. Besides, it lets
 * them connect a VPC of theirs with the cluster and look it up, which Lambda's event sources do too.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
 */
export function clusterReaderPolicy(
  clusterArn: string,
  topics: readonly string[],
  accounts: readonly string[],
): string {
  return accountsPolicy(parseArn(clusterArn).partition, accounts, [
    {
      sid: "ConnectVpc",
      actions: [
        "CreateVpcConnection",
        "DescribeCluster",
        "DescribeClusterV2",
        "GetBootstrapBrokers",
      ].map((action) => `kafka:${action}`),
      resources: [clusterArn],
    },
    {
      sid: "ConnectToCluster",
      actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration"],
      resources: [clusterArn],
    },
    ...readerGrants(clusterArn, topics),
  ]);
}

/** What readers may on topics, and on the groups that are theirs. */
function readerGrants(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  const groups = topics.map((topic) => readerGroup(topic, "*"));
  return [...readTopics(clusterArn, topics), ...joinGroups(clusterArn, groups)];
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
