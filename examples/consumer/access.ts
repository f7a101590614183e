/** What a service reads of a pipeline. */
export interface Reads {
  /** ARN of the MSK cluster. */
  readonly clusterArn: string;
  /** Kafka topic. */
  readonly topic: string;
  /** Kafka consumer group of the service alone. */
  readonly group: string;
  /** ARN of the DynamoDB table. */
  readonly tableArn: string;
  /** ARN of the KMS key that encrypts the table, where it is one of the stage's own. */
  readonly tableKeyArn?: string | undefined;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ClusterParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The cluster's name and uuid, which the ARNs of its topics and groups repeat. */
  readonly path: string;
}

/** Takes an MSK cluster's ARN apart, arn:aws:kafka:<region>:<account>:cluster/<name>/<uuid>. */
export function clusterParts(clusterArn: string): ClusterParts {
  const match = /^arn:([^:]+):kafka:([^:]+):(\d{12}):cluster\/([^/]+\/[^/]+)$/.exec(clusterArn);
  const [, partition, region, account, path] = match ?? [];
  if (!partition || !region || !account || !path) {
    throw new Error(`clusterArn must be the ARN of an MSK cluster, got ${clusterArn}`);
  }
  return { partition, region, account, path };
}

/**
 * Allows the least that a service needs to read one topic as its own consumer group, and one table.
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
 */
export function readerStatements(reads: Reads): Statement[] {
  const { partition, region, account, path } = clusterParts(reads.clusterArn);
  const kafka = `arn:${partition}:kafka:${region}:${account}`;
  const statements = [
    allow(
      "ConnectToCluster",
      ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
      reads.clusterArn,
    ),
    allow(
      "ReadTopic",
      ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
      `${kafka}:topic/${path}/${reads.topic}`,
    ),
    allow(
      "CommitAsOwnGroup",
      ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
      `${kafka}:group/${path}/${reads.group}`,
    ),
    allow(
      "ReadTable",
      ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query"],
      reads.tableArn,
    ),
  ];
  if (!reads.tableKeyArn) return statements;
  const viaDynamoDb = { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } };
  return [
    ...statements,
    { ...allow("DecryptTable", ["kms:Decrypt"], reads.tableKeyArn), Condition: viaDynamoDb },
  ];
}

function allow(sid: string, actions: readonly string[], resource: string): Statement {
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: resource };
}
