import { at, isSet } from "../properties";
import { unless, type ResourceRule } from "../rule";

const REQUIRED_TAGS = ["Project", "Stage", "ManagedBy"];

const TAGGED = [
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:dynamodb/table:Table",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/instance:Instance",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:iam/role:Role",
  "aws:kms/key:Key",
  "aws:msk/cluster:Cluster",
  "aws:msk/serverlessCluster:ServerlessCluster",
  "aws:mskconnect/connector:Connector",
  "aws:mskconnect/customPlugin:CustomPlugin",
  "aws:mskconnect/workerConfiguration:WorkerConfiguration",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:secretsmanager/secret:Secret",
  "aws:sns/topic:Topic",
];

/** What cannot be had back once it is deleted. */
const DATA = [
  "aws:dynamodb/table:Table",
  "aws:kms/key:Key",
  "aws:msk/cluster:Cluster",
  "aws:msk/serverlessCluster:ServerlessCluster",
  "aws:rds/cluster:Cluster",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
];

export const stackRules: readonly ResourceRule[] = [
  {
    id: "required-tags",
    title: `Resources have the tags ${REQUIRED_TAGS.join(", ")}`,
    controls: [
      "Security Hub DynamoDB.5",
      "Security Hub EC2.38",
      "Security Hub IAM.24",
      "Security Hub RDS.28",
      "Security Hub SecretsManager.5",
    ],
    why: "They tell whose a resource is and what it costs.",
    fix: "Set the tags on the resource, or as defaultTags of the AWS provider",
    scope: "resource",
    types: TAGGED,
    check: ({ props }) => {
      const missing = REQUIRED_TAGS.filter((tag) => !isSet(at(props, "tags", tag)));
      return unless(missing.length === 0, `It lacks the tags ${missing.join(", ")}`);
    },
  },
  {
    id: "data-protected",
    title: "Pulumi refuses to delete what holds data",
    controls: [],
    why: "A renamed property can replace a cluster, with all its records, in one deployment.",
    fix: "Set the resource option protect",
    scope: "resource",
    types: DATA,
    check: ({ protect }) => unless(protect, "It is not protected"),
  },
];
