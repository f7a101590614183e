import type { Inputs } from "./inputs";
import { present, service, type AwsRequest, type Mappings } from "./mapping";

const kafka = service("kafka");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/cluster.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/cluster_policy.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/serverless_cluster.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/configuration.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/topic.go
 */
export const kafkaMappings: Mappings = {
  "aws:msk/configuration:Configuration": {
    create: (configuration) => [
      kafka(
        "CreateConfiguration",
        {
          Name: configuration.physicalName(),
          ServerProperties: Buffer.from(configuration.text("serverProperties")),
        },
        { Arn: configuration.planned("arn") },
      ),
    ],
    destroy: (configuration) => [
      kafka("DeleteConfiguration", { Arn: configuration.planned("arn") }),
    ],
  },
  "aws:msk/cluster:Cluster": {
    create: (cluster) => {
      const group = cluster.part("brokerNodeGroupInfo");
      const connectivity = group?.part("connectivityInfo");
      return [
        kafka(
          "CreateCluster",
          {
            ClusterName: cluster.text("clusterName"),
            KafkaVersion: cluster.value("kafkaVersion"),
            NumberOfBrokerNodes: cluster.value("numberOfBrokerNodes"),
            BrokerNodeGroupInfo: brokerNodeGroup(group, connectivity),
            ClientAuthentication: clientAuthentication(cluster.part("clientAuthentication")),
            ConfigurationInfo: configurationInfo(cluster.part("configurationInfo")),
            EncryptionInfo: encryptionInfo(cluster.part("encryptionInfo")),
            EnhancedMonitoring: cluster.value("enhancedMonitoring"),
            OpenMonitoring: openMonitoring(cluster.part("openMonitoring")),
            StorageMode: cluster.value("storageMode"),
            LoggingInfo: loggingInfo(cluster.part("loggingInfo")),
            Rebalancing: rebalancing(cluster.part("rebalancing")),
            Tags: cluster.tagMap(),
          },
          { ClusterArn: cluster.planned("arn") },
        ),
        ...updateConnectivity(cluster, connectivity),
      ];
    },
    destroy: (cluster) => [kafka("DeleteCluster", { ClusterArn: cluster.planned("arn") })],
  },
  "aws:msk/clusterPolicy:ClusterPolicy": {
    create: (policy) => [
      kafka("PutClusterPolicy", {
        ClusterArn: policy.text("clusterArn"),
        Policy: policy.text("policy"),
      }),
    ],
    destroy: (policy) => [kafka("DeleteClusterPolicy", { ClusterArn: policy.text("clusterArn") })],
  },
  "aws:msk/serverlessCluster:ServerlessCluster": {
    create: (cluster) => [
      kafka(
        "CreateClusterV2",
        {
          ClusterName: cluster.text("clusterName"),
          Serverless: {
            ClientAuthentication: serverlessAuthentication(cluster.part("clientAuthentication")),
            VpcConfigs: cluster.partList("vpcConfigs").map((vpc) => ({
              SubnetIds: vpc.list("subnetIds"),
              SecurityGroupIds: vpc.list("securityGroupIds"),
            })),
          },
          Tags: cluster.tagMap(),
        },
        { ClusterArn: cluster.planned("arn") },
      ),
    ],
    destroy: (cluster) => [kafka("DeleteCluster", { ClusterArn: cluster.planned("arn") })],
  },
  "aws:msk/topic:Topic": {
    create: (topic) => {
      const configs = topic.value("configs");
      return [
        kafka("CreateTopic", {
          ...topicOf(topic),
          PartitionCount: topic.value("partitionCount"),
          ReplicationFactor: topic.value("replicationFactor"),
          Configs: typeof configs === "string" ? base64(configs) : undefined,
        }),
      ];
    },
    destroy: (topic) => [kafka("DeleteTopic", topicOf(topic))],
  },
};

function topicOf(topic: Inputs): Readonly<Record<string, string>> {
  return { ClusterArn: topic.text("clusterArn"), TopicName: topic.text("name") };
}

function brokerNodeGroup(group: Inputs | undefined, connectivity: Inputs | undefined): unknown {
  const access = connectivity?.part("publicAccess");
  const disk = group?.part("storageInfo")?.part("ebsStorageInfo");
  return (
    group &&
    present({
      // The provider's schema has it as the default.
      BrokerAZDistribution: "DEFAULT",
      InstanceType: group.value("instanceType"),
      ClientSubnets: group.list("clientSubnets"),
      SecurityGroups: group.list("securityGroups"),
      ConnectivityInfo: access && { PublicAccess: { Type: access.value("type") } },
      StorageInfo: disk && { EbsStorageInfo: { VolumeSize: disk.value("volumeSize") } },
    })
  );
}

/** Since MSK makes no cluster with it, the provider asks for it afterwards, of all ways to sign in. */
function updateConnectivity(
  cluster: Inputs,
  connectivity: Inputs | undefined,
): readonly AwsRequest[] {
  const sasl = connectivity?.part("vpcConnectivity")?.part("clientAuthentication")?.part("sasl");
  if (sasl === undefined) return [];
  const ClientAuthentication = {
    Sasl: { Iam: { Enabled: sasl.flag("iam") }, Scram: { Enabled: sasl.flag("scram") } },
    Tls: { Enabled: false },
  };
  return [
    kafka("UpdateConnectivity", {
      ClusterArn: cluster.planned("arn"),
      ConnectivityInfo: { VpcConnectivity: { ClientAuthentication } },
      CurrentVersion: cluster.planned("currentVersion"),
    }),
  ];
}

function clientAuthentication(authentication: Inputs | undefined): unknown {
  const sasl = authentication?.part("sasl");
  const unauthenticated = authentication?.value("unauthenticated");
  return (
    authentication &&
    present({
      Sasl: sasl && {
        Iam: { Enabled: sasl.value("iam") },
        Scram: { Enabled: sasl.value("scram") },
      },
      Unauthenticated: unauthenticated === undefined ? undefined : { Enabled: unauthenticated },
    })
  );
}

function serverlessAuthentication(authentication: Inputs | undefined): unknown {
  const iam = authentication?.part("sasl")?.part("iam");
  return iam && { Sasl: { Iam: { Enabled: iam.value("enabled") } } };
}

function configurationInfo(info: Inputs | undefined): unknown {
  return info && { Arn: info.value("arn"), Revision: info.value("revision") };
}

function encryptionInfo(info: Inputs | undefined): unknown {
  const transit = info?.part("encryptionInTransit");
  const key = info?.value("encryptionAtRestKmsKeyArn");
  return (
    info &&
    present({
      EncryptionInTransit: transit && {
        ClientBroker: transit.value("clientBroker"),
        InCluster: transit.value("inCluster"),
      },
      EncryptionAtRest: key === undefined ? undefined : { DataVolumeKMSKeyId: key },
    })
  );
}

function loggingInfo(info: Inputs | undefined): unknown {
  const logs = info?.part("brokerLogs");
  const group = logs?.part("cloudwatchLogs");
  const bucket = logs?.part("s3");
  return (
    logs && {
      BrokerLogs: {
        CloudWatchLogs: { Enabled: group?.value("enabled"), LogGroup: group?.value("logGroup") },
        S3: bucket && present({ Enabled: bucket.value("enabled"), Bucket: bucket.value("bucket") }),
      },
    }
  );
}

function openMonitoring(monitoring: Inputs | undefined): unknown {
  const prometheus = monitoring?.part("prometheus");
  const exporter = (name: string): unknown => ({
    EnabledInBroker: prometheus?.part(name)?.value("enabledInBroker"),
  });
  return (
    prometheus && {
      Prometheus: { JmxExporter: exporter("jmxExporter"), NodeExporter: exporter("nodeExporter") },
    }
  );
}

function rebalancing(balance: Inputs | undefined): unknown {
  return balance && { Status: balance.value("status") };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
