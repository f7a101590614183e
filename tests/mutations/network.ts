import { flattened, unit } from "./mutation";

/** What is reached from outside, or by whom it should not be, or spoken in the clear. */
export const network = flattened([
  {
    file: "components/mskCluster/mskCluster.ts",
    tests: unit("components/mskCluster/mskCluster"),
    mutations: [
      {
        name: "clients-speak-plaintext",
        from: `clientBroker: "TLS"`,
        to: `clientBroker: "TLS_PLAINTEXT"`,
      },
      { name: "brokers-speak-plaintext", from: "inCluster: true", to: "inCluster: false" },
      {
        name: "volumes-without-the-own-key",
        from: "{ encryptionAtRestKmsKeyArn: args.kmsKeyArn }",
        to: "{}",
      },
      {
        name: "clients-without-identity",
        from: "unauthenticated: false",
        to: "unauthenticated: true",
      },
      {
        name: "brokers-are-public",
        from: `publicAccess: { type: "DISABLED" }`,
        to: `publicAccess: { type: "SERVICE_PROVIDED_EIPS" }`,
      },
      {
        name: "cluster-unprotected",
        from: "protect: args.deletionProtection ?? false,",
        to: "",
      },
      {
        name: "brokers-without-logs",
        from: "cloudwatchLogs: { enabled: true, logGroup: logGroupName }",
        to: "cloudwatchLogs: { enabled: false }",
      },
    ],
  },
  {
    file: "components/mskCluster/brokers.ts",
    tests: unit("components/mskCluster/brokers"),
    mutations: [
      {
        name: "copies-that-are-behind-lead",
        from: `"unclean.leader.election.enable": "false"`,
        to: `"unclean.leader.election.enable": "true"`,
      },
      {
        name: "addresses-change-with-the-brokers",
        from: ".filter((broker) => broker === brokers.find(inSubnetOf(broker)))",
        to: ".slice(0, 3)",
      },
    ],
  },
  {
    file: "components/auroraMySql/parameters.ts",
    tests: unit("components/auroraMySql/auroraMySql"),
    mutations: [
      {
        name: "database-without-tls",
        from: `atOnce("require_secure_transport", "ON")`,
        to: `atOnce("require_secure_transport", "OFF")`,
      },
      {
        name: "database-audits-nothing",
        from: `atOnce("server_audit_logging", "1")`,
        to: `atOnce("server_audit_logging", "0")`,
      },
    ],
  },
  {
    file: "components/auroraMySql/cluster.ts",
    tests: unit("components/auroraMySql/auroraMySql"),
    mutations: [
      {
        name: "audit-log-stays-in-the-database",
        from: `...(auditLog === undefined ? {} : { enabledCloudwatchLogsExports: ["audit"] }),`,
        to: "",
      },
    ],
  },
  {
    file: "components/auroraMySql/auroraMySql.ts",
    tests: unit("components/auroraMySql/auroraMySql"),
    mutations: [
      {
        name: "audit-log-is-kept-for-ever",
        from: "retentionInDays: retentionDays,",
        to: "",
      },
      {
        name: "audit-log-without-the-own-key",
        from: "...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),",
        to: "",
      },
    ],
  },
  {
    file: "components/clientSecurityGroup.ts",
    tests: unit("components/clientSecurityGroup"),
    mutations: [
      {
        name: "brokers-admit-everybody",
        from: "referencedSecurityGroupId: groupId,",
        to: `cidrIpv4: "0.0.0.0/0",`,
      },
      { name: "workers-reach-every-port", from: "...port(443),", to: `ipProtocol: "-1",` },
    ],
  },
  {
    file: "components/network/network.ts",
    tests: unit("components/network/network"),
    mutations: [
      {
        name: "default-group-is-open",
        from: "ingress: [], egress: [],",
        to: `ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }], egress: [],`,
      },
      {
        name: "nat-unasked",
        from: `nat = "none", tags`,
        to: `nat = "single", tags`,
      },
      {
        name: "endpoints-admit-everybody",
        from: "cidrIpv4: cidr,",
        to: `cidrIpv4: "0.0.0.0/0",`,
      },
      {
        name: "connections-unlogged",
        from: "args.flowLogs && flowLogs(name, { ...args, vpcId: this.vpcId, logs: args.flowLogs }, this);",
        to: "undefined;",
      },
    ],
  },
  {
    file: "components/network/flowLogs.ts",
    tests: unit("components/network/network"),
    mutations: [
      {
        name: "refused-connections-unlogged",
        from: `trafficType: "ALL"`,
        to: `trafficType: "ACCEPT"`,
      },
    ],
  },
  {
    file: "components/parts/logs.ts",
    tests: unit(
      "components/mskCluster/mskCluster",
      "components/mskConnector/mskConnector",
      "components/network/network",
    ),
    mutations: [
      {
        name: "logs-are-kept-for-ever",
        from: "retentionInDays: retentionDays,",
        to: "",
      },
      {
        name: "logs-without-the-own-key",
        from: "...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),",
        to: "",
      },
    ],
  },
  {
    file: "components/kafkaClient/kafkaClient.ts",
    tests: unit("components/kafkaClient/kafkaClient"),
    mutations: [
      {
        name: "client-without-imdsv2",
        from: `httpTokens: "required",`,
        to: `httpTokens: "optional",`,
      },
      {
        name: "client-metadata-in-containers",
        from: "httpPutResponseHopLimit: 1,",
        to: "httpPutResponseHopLimit: 2,",
      },
      {
        name: "client-is-public",
        from: "associatePublicIpAddress: false,",
        to: "associatePublicIpAddress: true,",
      },
      { name: "client-disk-unencrypted", from: "encrypted: true,", to: "encrypted: false," },
      {
        name: "client-disk-without-the-own-key",
        from: "...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),",
        to: "",
      },
    ],
  },
]);
