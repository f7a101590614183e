/** What AWS's and the provider's documents say of resources, as far as the gate goes by it. */
export interface Fact {
  readonly says: string;
  readonly source: string;
}

export const CLUSTER = "aws:msk/cluster:Cluster";
export const SERVERLESS_CLUSTER = "aws:msk/serverlessCluster:ServerlessCluster";
export const CONFIGURATION = "aws:msk/configuration:Configuration";
export const TOPIC = "aws:msk/topic:Topic";
export const CONNECTOR = "aws:mskconnect/connector:Connector";

/** Resources that hold data, and what is lost with them. */
export const data: Readonly<Record<string, Fact>> = {
  [CLUSTER]: {
    says: "the records of all topics",
    source: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-delete-cluster.html",
  },
  [SERVERLESS_CLUSTER]: {
    says: "the records of all topics, and the topics",
    source: "https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn.html",
  },
  [TOPIC]: {
    says: "the topic's records",
    source:
      "https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html",
  },
  "aws:dynamodb/table:Table": {
    says: "the table's items",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html",
  },
  "aws:rds/cluster:Cluster": {
    says: "the database",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBCluster.html",
  },
  "aws:s3/bucket:Bucket": {
    says: "the objects in the bucket",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
  },
  "aws:glue/registry:Registry": {
    says: "the schemas, without which no record in Avro can be read",
    source: "https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteRegistry.html",
  },
  "aws:kms/key:Key": {
    says: "everything that the key encrypts",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  },
  "aws:secretsmanager/secret:Secret": {
    says: "the secret's value",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  },
};

const CONFIGURATIONS =
  "https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-cluster-config.html";

/** Inputs of which another value makes Amazon MSK restart the brokers, one after another. */
export const restarts: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  [CLUSTER]: {
    kafkaVersion: {
      says: "another version of Kafka",
      source: "https://docs.aws.amazon.com/msk/latest/developerguide/version-upgrades.html",
    },
    "brokerNodeGroupInfo.connectivityInfo": {
      says: "another way to reach the brokers",
      source:
        "https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-turn-on.html",
    },
    "brokerNodeGroupInfo.instanceType": {
      says: "another type of brokers",
      source: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html",
    },
    configurationInfo: { says: "another configuration of the brokers", source: CONFIGURATIONS },
  },
  [CONFIGURATION]: {
    serverProperties: { says: "another configuration of the brokers", source: CONFIGURATIONS },
  },
};

/** What the provider would ask of MSK for brokers of the other kind, and MSK does otherwise. */
export const otherKind: Fact = {
  says: "Amazon MSK moves topics from Standard to Express brokers by steps that the provider does not know, and not back",
  source:
    "https://docs.aws.amazon.com/msk/latest/developerguide/msk-upgrade-standard-to-express.html",
};

/** Most minutes that a broker's restart takes, and for how long its clients notice. */
export const RESTART_MINUTES = 15;
export const restart: Fact = {
  says: "5 to 15 minutes a broker, one after another; clients reconnect, for up to 2 minutes each time, and topics of one copy stand still",
  source:
    "https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/analytics-skills/managing-amazon-msk/references/maintenance-operations.md",
};

const CONNECT =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafkaconnect/connector.go";

/** What a change of a connector takes, by the provider's time limits. */
export const connectorTimes: Readonly<Record<string, Fact>> = {
  create: { says: "up to 20 minutes until it runs", source: CONNECT },
  update: { says: "up to 20 minutes; MSK Connect restarts it", source: CONNECT },
  replace: {
    says: "up to 10 minutes to delete and 20 to make it; records wait in the topic meanwhile",
    source: CONNECT,
  },
  delete: { says: "up to 10 minutes; nobody reads or writes for it any more", source: CONNECT },
};

const MSK = "https://aws.amazon.com/msk/pricing/";
const AURORA = "https://aws.amazon.com/rds/aurora/pricing/";

/** What costs by existing, and the inputs of which more costs more. */
export const billed: Readonly<
  Record<string, { readonly grows: readonly string[]; readonly source: string }>
> = {
  [CLUSTER]: {
    grows: ["numberOfBrokerNodes", "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize"],
    source: MSK,
  },
  [SERVERLESS_CLUSTER]: { grows: [], source: MSK },
  [CONNECTOR]: {
    grows: [
      "capacity.provisionedCapacity.mcuCount",
      "capacity.provisionedCapacity.workerCount",
      "capacity.autoscaling.mcuCount",
      "capacity.autoscaling.maxWorkerCount",
    ],
    source: MSK,
  },
  "aws:dynamodb/table:Table": {
    grows: ["readCapacity", "writeCapacity"],
    source: "https://aws.amazon.com/dynamodb/pricing/",
  },
  "aws:rds/cluster:Cluster": {
    grows: ["serverlessv2ScalingConfiguration.minCapacity", "backupRetentionPeriod"],
    source: AURORA,
  },
  "aws:rds/clusterInstance:ClusterInstance": { grows: [], source: AURORA },
  "aws:ec2/instance:Instance": { grows: [], source: "https://aws.amazon.com/ec2/pricing/" },
  "aws:ec2/natGateway:NatGateway": { grows: [], source: "https://aws.amazon.com/vpc/pricing/" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    grows: [],
    source: "https://aws.amazon.com/privatelink/pricing/",
  },
  "aws:kms/key:Key": { grows: [], source: "https://aws.amazon.com/kms/pricing/" },
};
