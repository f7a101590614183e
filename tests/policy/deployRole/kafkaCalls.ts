import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";

const kafka = actionsOf("kafka");
const kafkaCluster = actionsOf("kafka-cluster");
const kafkaConnect = actionsOf("kafkaconnect");
const ec2 = actionsOf("ec2");
const iam = actionsOf("iam");

/** Delivery of logs to CloudWatch, which services set up with the caller's rights. */
const DELIVER = actionsOf("logs")(
  "CreateLogDelivery",
  "DescribeLogGroups",
  "DescribeResourcePolicies",
  "GetLogDelivery",
  "ListLogDeliveries",
  "PutResourcePolicy",
  "UpdateLogDelivery",
);
export const NETWORK = ec2("DescribeSecurityGroups", "DescribeSubnets", "DescribeVpcs");

const TOPICS =
  "https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html";

/** What a service's first use in an account takes. */
export function serviceRole(here: Here, service: string, role: string): Row[] {
  const arn = here.iam(`role/aws-service-role/${service}/${role}`);
  return [[iam("CreateServiceLinkedRole"), arn, { "iam:AWSServiceName": service }]];
}

const cluster: TypeCalls = {
  sources: [schema("msk-cluster"), provider("kafka/cluster.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const role = here.iam("role/aws-service-role/kafka.amazonaws.com/AWSServiceRoleForKafka");
    const look: Row[] = [
      [kafka("DescribeCluster", "ListTagsForResource"), arn, owned(resource)],
      [kafka("DescribeClusterOperation", "GetBootstrapBrokers"), "*"],
    ];
    const work: Row[] = [[[...NETWORK, ...DELIVER], "*"], ...look];
    const grant = here.key("kafka").flatMap(([key, context]): Row[] => [
      [["kms:DescribeKey"], key, context],
      [["kms:CreateGrant"], key, { ...context, "kms:GrantIsForAWSResource": "true" }],
    ]);
    return {
      create: [
        [kafka("CreateCluster", "TagResource"), arn, made(resource)],
        [kafka("UpdateConnectivity"), arn],
        [iam("AttachRolePolicy", "PutRolePolicy"), role],
        ...serviceRole(here, "kafka.amazonaws.com", "AWSServiceRoleForKafka"),
        ...work,
        ...grant,
      ],
      read: [[kafka("DescribeClusterV2"), arn, owned(resource)], ...look],
      update: [
        [
          kafka(
            "UpdateBrokerCount",
            "UpdateBrokerStorage",
            "UpdateBrokerType",
            "UpdateClusterConfiguration",
            "UpdateClusterKafkaVersion",
            "UpdateConnectivity",
            "UpdateMonitoring",
            "UpdateRebalancing",
          ),
          arn,
          owned(resource),
        ],
        [kafka("TagResource", "UntagResource"), arn, owned(resource)],
        ...work,
      ],
      delete: [
        [kafka("DeleteCluster"), arn, owned(resource)],
        [["logs:DeleteLogDelivery"], "*"],
        ...look,
      ],
    };
  },
};

const clusterPolicy: TypeCalls = {
  sources: [schema("msk-clusterpolicy"), provider("kafka/cluster_policy.go")],
  calls: (resource) => {
    const cluster = Here.text(resource, "clusterArn");
    const read: Row[] = [[kafka("GetClusterPolicy"), cluster]];
    const put: Row[] = [[kafka("PutClusterPolicy"), cluster], ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[kafka("DeleteClusterPolicy"), cluster], ...read],
    };
  },
};

const configuration: TypeCalls = {
  sources: [provider("kafka/configuration.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const read: Row[] = [[kafka("DescribeConfiguration", "DescribeConfigurationRevision"), arn]];
    return {
      create: [[kafka("CreateConfiguration"), arn], ...read],
      read,
      update: [[kafka("UpdateConfiguration"), arn], ...read],
      delete: [[kafka("DeleteConfiguration"), arn], ...read],
    };
  },
};

const topic: TypeCalls = {
  sources: [provider("kafka/topic.go"), TOPICS],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const connect: Row = [kafkaCluster("Connect"), Here.text(resource, "clusterArn")];
    const read: Row[] = [
      connect,
      [kafka("DescribeTopic"), arn],
      [kafkaCluster("DescribeTopic", "DescribeTopicDynamicConfiguration"), arn],
    ];
    return {
      create: [[kafka("CreateTopic"), arn], [kafkaCluster("CreateTopic"), arn], ...read],
      read,
      update: [
        [kafka("UpdateTopic"), arn],
        [kafkaCluster("AlterTopic", "AlterTopicDynamicConfiguration"), arn],
        ...read,
      ],
      delete: [[kafka("DeleteTopic"), arn], [kafkaCluster("DeleteTopic"), arn], ...read],
    };
  },
};

const connector: TypeCalls = {
  sources: [
    schema("kafkaconnect-connector"),
    provider("kafkaconnect/connector.go"),
    "https://docs.aws.amazon.com/msk/latest/developerguide/mkc-iam-policy-examples.html",
  ],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const [group] = here.plan.resources.filter(
      ({ type }) => type === "aws:ec2/securityGroup:SecurityGroup",
    );
    const within = group === undefined ? {} : owned(group);
    const look: Row[] = [
      [kafkaConnect("DescribeConnector", "ListTagsForResource"), arn, owned(resource)],
    ];
    const passed: Row = [
      ["iam:PassRole"],
      here.physical(Here.text(resource, "serviceExecutionRoleArn")),
      { "iam:PassedToService": "kafkaconnect.amazonaws.com" },
    ];
    return {
      create: [
        [kafkaConnect("CreateConnector"), "*"],
        [kafkaConnect("TagResource"), arn, made(resource)],
        passed,
        ...serviceRole(here, "kafkaconnect.amazonaws.com", "AWSServiceRoleForKafkaConnect"),
        [ec2("CreateNetworkInterface"), here.ec2("network-interface")],
        [ec2("CreateNetworkInterface"), [here.ec2("security-group"), here.ec2("subnet")], within],
        [[...NETWORK, ...DELIVER], "*"],
        ...look,
      ],
      read: look,
      update: [
        [kafkaConnect("TagResource", "UntagResource", "UpdateConnector"), arn, owned(resource)],
        // The provider waits for the operation that an update starts.
        [kafkaConnect("DescribeConnectorOperation"), operationOf(arn), owned(resource)],
        [DELIVER, "*"],
        ...look,
      ],
      delete: [
        [kafkaConnect("DeleteConnector"), arn, owned(resource)],
        [["logs:DeleteLogDelivery"], "*"],
        ...look,
      ],
    };
  },
};

/** ARN of an operation on a connector. */
export function operationOf(connectorArn: string): string {
  return `${connectorArn.replace(":connector/", ":connector-operation/")}/0a1b2c3d-0000-4000-8000-000000000000`;
}

function plain(kind: string, file: string): TypeCalls {
  return {
    sources: [schema(`kafkaconnect-${kind.toLowerCase()}`), provider(`kafkaconnect/${file}`)],
    calls: (resource, here) => {
      const arn = here.arnOf(resource);
      const read: Row[] = [
        [kafkaConnect(`Describe${kind}`, "ListTagsForResource"), arn, owned(resource)],
      ];
      const archives = here
        .every("aws:s3/bucket:Bucket")
        .map((bucket) => `${bucket}/plugin/1-sha256.zip`);
      const fetch: Row[] =
        kind === "CustomPlugin"
          ? [
              [
                actionsOf("s3")(
                  "GetObject",
                  "GetObjectAttributes",
                  "GetObjectVersion",
                  "GetObjectVersionAttributes",
                ),
                archives,
              ],
              ...here.key("s3").map(([key, context]): Row => [["kms:Decrypt"], key, context]),
            ]
          : [];
      return {
        create: [
          [kafkaConnect(`Create${kind}`), "*"],
          [kafkaConnect("TagResource"), arn, made(resource)],
          ...fetch,
          ...read,
        ],
        read,
        update: [[kafkaConnect("TagResource", "UntagResource"), arn, owned(resource)], ...read],
        delete: [[kafkaConnect(`Delete${kind}`), arn, owned(resource)], ...read],
      };
    },
  };
}

export const kafkaCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:msk/cluster:Cluster": cluster,
  "aws:msk/clusterPolicy:ClusterPolicy": clusterPolicy,
  "aws:msk/configuration:Configuration": configuration,
  "aws:msk/topic:Topic": topic,
  "aws:mskconnect/connector:Connector": connector,
  "aws:mskconnect/customPlugin:CustomPlugin": plain("CustomPlugin", "custom_plugin.go"),
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": plain(
    "WorkerConfiguration",
    "worker_configuration.go",
  ),
};
