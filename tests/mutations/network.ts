import { flattened, unit } from "./mutation";

/** What is reached from outside, or by whom it should not be, or spoken in the clear. */
export const network = flattened([
  {
    tests: unit("components/network/network"),
    mutations: [
      {
        name: "buckets-of-others-are-written",
        at: "s3EndpointPolicy",
        code: 'written.length === 0 ? [] : [{ sid: "WriteOwnBuckets", actions: ["s3:PutObject"], resources: written, account }]',
        to: '[{ sid: "WriteOwnBuckets", actions: ["s3:PutObject"], resources: written }]',
      },
    ],
  },
  {
    tests: unit("components/mskCluster/mskCluster"),
    mutations: [
      { name: "clients-speak-plaintext", at: "MskCluster clientBroker", to: `"TLS_PLAINTEXT"` },
      { name: "brokers-speak-plaintext", at: "MskCluster inCluster", to: "false" },
      { name: "volumes-without-the-own-key", at: "MskCluster encryptionAtRestKmsKeyArn" },
      { name: "clients-without-identity", at: "MskCluster unauthenticated", to: "true" },
      { name: "brokers-are-public", at: "MskCluster type", to: `"SERVICE_PROVIDED_EIPS"` },
      { name: "cluster-unprotected", at: "MskCluster protect" },
      { name: "brokers-without-logs", at: "MskCluster cloudwatchLogs", to: "{ enabled: false }" },
    ],
  },
  {
    tests: unit("components/clusterPolicy"),
    mutations: [
      { name: "policy-of-the-cluster-before", at: "ClusterPolicy replaceOnChanges", to: "[]" },
    ],
  },
  {
    tests: unit("components/mskCluster/brokers"),
    mutations: [
      {
        name: "copies-that-are-behind-lead",
        at: "serverProperties unclean.leader.election.enable",
        to: `"true"`,
      },
      {
        name: "express-brokers-are-told-their-copies",
        at: "serverProperties",
        code: "isExpress(brokerType)",
        to: "false",
      },
      {
        name: "addresses-change-with-the-brokers",
        at: "bootstrapServers",
        code: "brokers.filter((broker) => broker === brokers.find(inSubnetOf(broker)))",
        to: "brokers.slice(0, 3)",
      },
    ],
  },
  {
    tests: unit("components/aurora/auroraMySql"),
    mutations: [
      {
        name: "database-without-tls",
        at: "parameters",
        code: `atOnce("require_secure_transport", "ON")`,
        to: `atOnce("require_secure_transport", "OFF")`,
      },
      {
        name: "database-audits-nothing",
        at: "parameters",
        code: `atOnce("server_audit_logging", "1")`,
      },
    ],
  },
  {
    tests: unit("components/aurora/auroraPostgreSql"),
    mutations: [
      {
        name: "postgresql-without-tls",
        at: "parameters",
        code: `atStart("rds.force_ssl", "1")`,
        to: `atStart("rds.force_ssl", "0")`,
      },
      { name: "postgresql-master-is-reserved", at: "postgreSql masterUser", to: `"admin"` },
    ],
  },
  {
    tests: unit("components/aurora/auroraMySql"),
    mutations: [
      { name: "audit-log-stays-in-the-database", at: "createCluster enabledCloudwatchLogsExports" },
    ],
  },
  {
    tests: unit("components/aurora/auroraMySql"),
    mutations: [
      { name: "audit-log-is-kept-for-ever", at: "AuroraCluster retentionInDays" },
      { name: "audit-log-without-the-own-key", at: "AuroraCluster kmsKeyId" },
    ],
  },
  {
    tests: unit("components/mskCluster/extras"),
    mutations: [
      {
        name: "metrics-that-stay-on",
        at: "openMonitoring exporter",
        to: "{ enabledInBroker: true }",
      },
      { name: "tiers-of-brokers-without", at: "tierChecks holds", to: "true" },
    ],
  },
  {
    tests: unit("components/logBucket"),
    mutations: [
      { name: "brokers-that-log-on", at: "MskCluster s3", to: "{ enabled: true }" },
      {
        name: "logs-of-other-accounts",
        at: "deliveryTo Resource",
        code: "`${bucketArn}/AWSLogs/${accountId}/*`",
        to: "`${bucketArn}/*`",
      },
      { name: "logs-for-ever", at: "LogBucket expiresAfterDays" },
      {
        name: "key-that-admits-no-logs",
        at: "keyPolicy",
        code: "[delivering(logDelivery({ partition, region, accountId }))]",
        to: "[]",
      },
    ],
  },
  {
    tests: unit("gate/gate"),
    mutations: [
      { name: "topic-leaves-its-tier", at: "judge", code: "...preview.changes.flatMap(tierOf)" },
    ],
  },
  {
    tests: unit("gate/formats"),
    mutations: [
      {
        name: "source-changes-its-format",
        at: "judge",
        code: "...preview.changes.flatMap(formatOf)",
      },
    ],
  },
  {
    tests: unit("components/kafkaTopic"),
    mutations: [
      {
        name: "tier-of-a-topic-that-ends-before",
        at: "retentionChecks holds",
        code: "hours >= LEAST_TIERED_HOURS",
        to: "true",
      },
    ],
  },
  {
    tests: unit("components/clientSecurityGroup"),
    mutations: [
      {
        name: "metrics-for-every-client",
        at: "ClientSecurityGroup",
        code: "args.brokerMetrics === true",
        to: "true",
      },
      {
        name: "brokers-admit-everybody",
        at: "ClientSecurityGroup",
        code: "referencedSecurityGroupId: groupId",
        to: `cidrIpv4: "0.0.0.0/0"`,
      },
      {
        name: "workers-reach-every-port",
        at: "ClientSecurityGroup",
        code: "...port(443)",
        to: `ipProtocol: "-1"`,
      },
    ],
  },
  {
    tests: unit("components/network/network"),
    mutations: [
      {
        name: "default-group-is-open",
        at: "Network ingress",
        to: `[{ protocol: "-1", fromPort: 0, toPort: 0, self: true }]`,
      },
      { name: "nat-unasked", at: "Network nat", to: `"single"` },
      { name: "endpoints-admit-everybody", at: "Network cidrIpv4", to: `"0.0.0.0/0"` },
      {
        name: "connections-unlogged",
        at: "Network",
        code: "args.flowLogs && flowLogs(name, { ...args, vpcId: this.vpcId, logs: args.flowLogs }, this)",
        to: "undefined",
      },
    ],
  },
  {
    tests: unit("components/network/network"),
    mutations: [
      { name: "refused-connections-unlogged", at: "flowLogs trafficType", to: `"ACCEPT"` },
    ],
  },
  {
    tests: unit(
      "components/mskCluster/mskCluster",
      "components/mskConnector/mskConnector",
      "components/network/network",
    ),
    mutations: [
      { name: "logs-are-kept-for-ever", at: "logGroup retentionInDays" },
      { name: "logs-without-the-own-key", at: "logGroup kmsKeyId" },
    ],
  },
  {
    tests: unit("components/kafkaClient/kafkaClient"),
    mutations: [
      { name: "client-without-imdsv2", at: "KafkaClient httpTokens", to: `"optional"` },
      { name: "client-metadata-in-containers", at: "KafkaClient httpPutResponseHopLimit", to: "2" },
      { name: "client-is-public", at: "KafkaClient associatePublicIpAddress", to: "true" },
      { name: "client-disk-unencrypted", at: "KafkaClient encrypted", to: "false" },
      { name: "client-disk-without-the-own-key", at: "KafkaClient rootBlockDevice kmsKeyId" },
    ],
  },
]);
