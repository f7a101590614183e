import type { Wrong } from "./wrong";

const CLUSTER = "aws:msk/cluster:Cluster";

/** Faults in what is asked of Amazon MSK and MSK Connect. */
export const KAFKA_WRONGS: readonly Wrong[] = [
  {
    what: "a cluster without a version",
    type: CLUSTER,
    inputs: { kafkaVersion: undefined },
    said: /CreateCluster KafkaVersion = nothing is required/,
  },
  {
    what: "a number of brokers in words",
    type: CLUSTER,
    inputs: { numberOfBrokerNodes: "two" },
    said: /CreateCluster NumberOfBrokerNodes = "two" is no integer/,
  },
  {
    what: "brokers that the zones cannot share evenly",
    type: CLUSTER,
    inputs: { numberOfBrokerNodes: 3 },
    said: /CreateCluster .* has 3 brokers, no multiple of its 2 subnets/,
  },
  {
    what: "Express brokers in two zones",
    type: CLUSTER,
    inputs: {
      brokerNodeGroupInfo: { instanceType: "express.m7g.large", clientSubnets: ["a", "b"] },
    },
    said: /CreateCluster .* has Express brokers not in three zones/,
  },
  {
    what: "tiered storage of small brokers",
    type: CLUSTER,
    inputs: { storageMode: "TIERED" },
    said: /CreateCluster .* has tiered storage of kafka\.t3\.small/,
  },
  {
    what: "private connectivity that is off, of a new cluster",
    type: CLUSTER,
    inputs: {
      brokerNodeGroupInfo: {
        instanceType: "kafka.m7g.large",
        clientSubnets: ["a", "b"],
        connectivityInfo: {
          vpcConnectivity: { clientAuthentication: { sasl: { iam: false } } },
        },
      },
    },
    said: /UpdateConnectivity ConnectivityInfo = .* asks for what the cluster has already/,
  },
  {
    what: "a serverless cluster in one zone",
    type: "aws:msk/serverlessCluster:ServerlessCluster",
    inputs: { vpcConfigs: [{ subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] }] },
    said: /CreateClusterV2 Serverless\.VpcConfigs = .* has a single subnet/,
  },
  {
    what: "a topic of MSK Serverless with a setting that it has not",
    type: "aws:mskconnect/connector:Connector",
    inputs: {
      kafkaCluster: {
        apacheKafkaCluster: {
          bootstrapServers: "boot-abcd1234.c1.kafka-serverless.us-east-1.amazonaws.com:9098",
          vpc: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
        },
      },
      connectorConfiguration: { "topic.creation.default.min.insync.replicas": "2" },
    },
    said: /CreateConnector .* makes topics with min\.insync\.replicas, which MSK Serverless/,
  },
  {
    what: "tiered storage that keeps nothing",
    type: "aws:msk/topic:Topic",
    inputs: {
      configs: JSON.stringify({
        "cleanup.policy": "delete",
        "remote.storage.enable": "true",
        "retention.ms": "604800000",
        "local.retention.ms": "604800000",
      }),
    },
    said: /CreateTopic Configs = .* keeps nothing in tiered storage/,
  },
  {
    what: "a property that MSK lets no broker have",
    type: "aws:msk/configuration:Configuration",
    inputs: { serverProperties: "num.partitions=1\nadvertised.host.name=b\n" },
    said: /CreateConfiguration ServerProperties = .* sets advertised\.host\.name, which MSK/,
  },
  {
    what: "a property that MSK Connect keeps to itself",
    type: "aws:mskconnect/workerConfiguration:WorkerConfiguration",
    inputs: { propertiesFileContent: "key.converter=a\nvalue.converter=b\ngroup.id=mine\n" },
    said: /CreateWorkerConfiguration propertiesFileContent = .* sets group\.id, which MSK Connect/,
  },
];
