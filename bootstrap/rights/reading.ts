import { inIam, regional, stackName, ofStage, type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";

const ec2 = actionsOf("ec2");
const kafka = actionsOf("kafka");
const kafkaCluster = actionsOf("kafka-cluster");
const kafkaConnect = actionsOf("kafkaconnect");
const s3 = actionsOf("s3");

/**
 * Allows what looking at a stage needs, which a preview does and a deployment does as well: how its
 * resources are configured, but no record, item, log or secret in them. This is of network, Kafka
 * and roles.
 */
export function readingRights(stage: Stage): Statement[] {
  return [...readNetwork(stage), ...readKafka(stage), ...readRights(stage)];
}

/** AWS knows no resources for listing most of EC2's. */
function readNetwork(stage: Stage): Statement[] {
  return [
    allow(
      "ListNetwork",
      ec2(
        "DescribeAddresses",
        "DescribeAddressesAttribute",
        "DescribeAvailabilityZones",
        "DescribeFlowLogs",
        "DescribeImages",
        "DescribeInstanceCreditSpecifications",
        "DescribeInstances",
        "DescribeInstanceTypes",
        "DescribeInternetGateways",
        "DescribeNatGateways",
        "DescribeNetworkAcls",
        "DescribePrefixLists",
        "DescribeRouteTables",
        "DescribeSecurityGroupRules",
        "DescribeSecurityGroups",
        "DescribeSubnets",
        "DescribeTags",
        "DescribeVolumes",
        "DescribeVpcEndpoints",
        "DescribeVpcs",
      ),
      ["*"],
    ),
    allow(
      "ReadNetwork",
      ec2("DescribeInstanceAttribute", "DescribeVpcAttribute"),
      [regional(stage, "ec2", "instance/*"), regional(stage, "ec2", "vpc/*")],
      ofStage(stage),
    ),
    allow(
      "ReadImages",
      ["ssm:GetParameter"],
      [
        `arn:${stage.partition}:ssm:${stage.region}:*:parameter/aws/service/ami-amazon-linux-latest/*`,
      ],
    ),
  ];
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html */
function readKafka(stage: Stage): Statement[] {
  const name = stackName(stage);
  const cluster = regional(stage, "kafka", `cluster/${name}/*`);
  const topics = regional(stage, "kafka", `topic/${name}/*`);
  return [
    allow("ListKafka", kafka("DescribeClusterOperation", "GetBootstrapBrokers"), ["*"]),
    allow(
      "ReadCluster",
      [
        ...kafka(
          "DescribeCluster",
          "DescribeClusterV2",
          "GetClusterPolicy",
          "ListNodes",
          "ListTagsForResource",
        ),
        ...kafkaCluster("Connect"),
      ],
      [cluster],
    ),
    allow(
      "ReadTopics",
      [
        ...kafka("DescribeTopic"),
        ...kafkaCluster("DescribeTopic", "DescribeTopicDynamicConfiguration"),
      ],
      [topics],
    ),
    allow("ReadConfiguration", kafka("DescribeConfiguration", "DescribeConfigurationRevision"), [
      regional(stage, "kafka", `configuration/${name}-*`),
    ]),
    allow(
      "ReadConnectors",
      kafkaConnect(
        "DescribeConnector",
        "DescribeCustomPlugin",
        "DescribeWorkerConfiguration",
        "ListTagsForResource",
      ),
      connect(stage),
    ),
    allow(
      "ListScaling",
      actionsOf("application-autoscaling")("DescribeScalableTargets", "DescribeScalingPolicies"),
      ["*"],
    ),
    allow(
      "ReadScaling",
      ["application-autoscaling:ListTagsForResource"],
      [regional(stage, "application-autoscaling", "scalable-target/*")],
      ofStage(stage),
    ),
  ];
}

/**
 * Returns ARNs of what the stage has on MSK Connect; names begin with the stage's alone, but for
 * those that Pulumi makes.
 */
export function connect(stage: Stage): string[] {
  return [
    `connector/${stage.stage}-*`,
    `custom-plugin/${stackName(stage)}-*`,
    `worker-configuration/${stage.stage}-*`,
  ].map((resource) => regional(stage, "kafkaconnect", resource));
}

/** Returns the ARN of the registry of the records' schemas. */
export function registry(stage: Stage): string {
  return regional(stage, "glue", `registry/${stackName(stage)}`);
}

/** Allows what looking needs of bucket, tables, database, logs and keys. */
export function dataReadingRights(stage: Stage): Statement[] {
  const name = stackName(stage);
  const bucket = `arn:${stage.partition}:s3:::${name}-*`;
  return [
    allow(
      "ReadBucket",
      s3(
        "GetAccelerateConfiguration",
        "GetBucketAcl",
        "GetBucketCORS",
        "GetBucketLogging",
        "GetBucketObjectLockConfiguration",
        "GetBucketOwnershipControls",
        "GetBucketPolicy",
        "GetBucketPublicAccessBlock",
        "GetBucketRequestPayment",
        "GetBucketTagging",
        "GetBucketVersioning",
        "GetBucketWebsite",
        "GetEncryptionConfiguration",
        "GetLifecycleConfiguration",
        "GetReplicationConfiguration",
        "ListBucket",
        "ListTagsForResource",
      ),
      [bucket],
    ),
    // Archives of plugins, which are no secrets: a read is a HEAD request, and takes this right.
    allow("ReadArchives", s3("GetObject", "GetObjectTagging"), [`${bucket}/*`]),
    allow(
      "ReadTables",
      actionsOf("dynamodb")(
        "DescribeContinuousBackups",
        "DescribeTable",
        "DescribeTimeToLive",
        "ListTagsOfResource",
      ),
      [regional(stage, "dynamodb", `table/${stage.tableNames}*`)],
    ),
    allow("ReadRegistry", actionsOf("glue")("GetRegistry", "GetTags"), [registry(stage)]),
    allow(
      "ReadDatabase",
      actionsOf("rds")(
        "DescribeDBClusterParameterGroups",
        "DescribeDBClusterParameters",
        "DescribeDBClusters",
        "DescribeDBInstances",
        "DescribeDBSubnetGroups",
        "ListTagsForResource",
      ),
      database(stage),
    ),
    allow("ListDatabases", ["rds:DescribeGlobalClusters"], [globalClusters(stage)]),
    allow("ReadSecret", actionsOf("secretsmanager")("DescribeSecret", "GetResourcePolicy"), [
      captureSecret(stage),
    ]),
    allow("ListLogs", ["logs:DescribeLogGroups"], ["*"]),
    allow("ReadLogTags", ["logs:ListTagsForResource"], logGroups(stage)),
    allow("ListKeys", ["kms:ListAliases"], ["*"]),
    // AWS's own keys too: whoever has a service use one must be able to look at it.
    allow("ReadKeys", ["kms:DescribeKey"], [regional(stage, "kms", "key/*")]),
    allow(
      "ReadOwnKey",
      actionsOf("kms")("GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"),
      [regional(stage, "kms", "key/*")],
      ofStage(stage),
    ),
  ];
}

function readRights(stage: Stage): Statement[] {
  const own = `${stackName(stage)}-*`;
  return [
    allow(
      "ReadRoles",
      actionsOf("iam")("GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListRolePolicies"),
      [inIam(stage, `role/${own}`)],
    ),
    allow("ReadProfile", ["iam:GetInstanceProfile"], [inIam(stage, `instance-profile/${own}`)]),
  ];
}

/** Returns ARNs of the stage's Aurora cluster, its instances and groups. */
export function database(stage: Stage): string[] {
  const name = stackName(stage);
  return [`cluster:${name}`, `db:${name}-*`, `cluster-pg:${name}-*`, `subgrp:${name}-*`].map(
    (resource) => regional(stage, "rds", resource),
  );
}

/** AWS asks for all of them to see whether the cluster belongs to one. */
function globalClusters({ partition, account }: Stage): string {
  return `arn:${partition}:rds::${account}:global-cluster:*`;
}

/** Returns the ARN of the secret of the user that captures the database's changes. */
export function captureSecret(stage: Stage): string {
  return regional(stage, "secretsmanager", `secret:${stackName(stage)}-*`);
}

/** Returns ARNs of the stage's log groups; RDS decides how its own is called. */
export function logGroups(stage: Stage): string[] {
  return [
    `log-group:/aws/vendedlogs/${stage.project}/${stage.stage}/*`,
    `log-group:/aws/rds/cluster/${stackName(stage)}/*`,
  ].map((group) => regional(stage, "logs", group));
}
