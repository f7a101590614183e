import type { PlannedResource } from "../../../plan/plan";
import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";
import { serviceRole } from "./kafkaCalls";

const rds = actionsOf("rds");
const secrets = actionsOf("secretsmanager");
const kms = actionsOf("kms");
const ec2 = actionsOf("ec2");

const MASTER_SECRET =
  "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html";
const NETWORK = ec2("DescribeSecurityGroups", "DescribeSubnets", "DescribeVpcs");
const GROUPS = [
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
];

/** The secret that RDS makes for the master user. */
function masterSecret(here: Here): string {
  return here.arn("secretsmanager", "secret:rds!cluster-0a1b2c3d-AbCdEf");
}

/** Storage and the master user's secret under the stage's key; AWS's own keys need a look only. */
function encrypt(here: Here): Row[] {
  const withOwn = [
    ...here.key("rds").flatMap(([key, context]): Row[] => [
      [kms("DescribeKey", "GenerateDataKeyWithoutPlaintext"), key, context],
      [kms("CreateGrant"), key, { ...context, "kms:GrantIsForAWSResource": "true" }],
    ]),
    ...here
      .key("secretsmanager")
      .map(([key, context]): Row => [kms("Decrypt", "GenerateDataKey"), key, context]),
  ];
  return [[kms("DescribeKey"), here.arn("kms", "key/aws-managed")], ...withOwn];
}

function lastSnapshot(cluster: PlannedResource, here: Here): string {
  return here.arn("rds", `cluster-snapshot:${Here.text(cluster, "finalSnapshotIdentifier")}`);
}

const cluster: TypeCalls = {
  sources: [schema("rds-dbcluster"), provider("rds/cluster.go"), MASTER_SECRET],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const groups = GROUPS.map((type) => here.one(type));
    const last =
      resource.inputs["skipFinalSnapshot"] === true ? [] : [lastSnapshot(resource, here)];
    const manage: Row[] = [
      [secrets("CreateSecret", "TagResource"), masterSecret(here)],
      ...encrypt(here),
    ];
    const read: Row[] = [
      [rds("DescribeDBClusters", "ListTagsForResource"), arn, own],
      [rds("DescribeGlobalClusters"), `arn:aws:rds::${here.stage.account}:global-cluster:any`],
    ];
    return {
      create: [
        [rds("CreateDBCluster"), [arn, ...groups], made(resource)],
        [rds("CreateDBCluster"), here.arn("rds", "og:default:aurora-mysql-8-0")],
        [rds("AddTagsToResource"), arn, made(resource)],
        [rds("EnableHttpEndpoint"), arn, own],
        ...serviceRole(here, "rds.amazonaws.com", "AWSServiceRoleForRDS"),
        [NETWORK, "*"],
        ...manage,
        ...read,
      ],
      read,
      update: [
        [
          rds(
            "AddTagsToResource",
            "EnableHttpEndpoint",
            "ModifyDBCluster",
            "RemoveTagsFromResource",
          ),
          arn,
          own,
        ],
        [
          rds("ModifyDBCluster"),
          here.one("aws:rds/clusterParameterGroup:ClusterParameterGroup"),
          own,
        ],
        [NETWORK, "*"],
        ...manage,
        ...read,
      ],
      delete: [
        [rds("ModifyDBCluster"), arn, own],
        [rds("DeleteDBCluster"), [arn, ...last], own],
        ...last.flatMap((snapshot): Row[] => [
          [rds("CreateDBClusterSnapshot"), [arn, snapshot], own],
          [rds("AddTagsToResource"), snapshot, made(resource)],
        ]),
        ...read,
      ],
    };
  },
};

const instance: TypeCalls = {
  sources: [schema("rds-dbinstance"), provider("rds/cluster_instance.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const clusterArn = here.one("aws:rds/cluster:Cluster");
    const read: Row[] = [
      [rds("DescribeDBInstances", "ListTagsForResource"), arn, own],
      [rds("DescribeDBClusters"), clusterArn],
    ];
    return {
      create: [
        [
          rds("CreateDBInstance"),
          [arn, clusterArn, here.one("aws:rds/subnetGroup:SubnetGroup")],
          made(resource),
        ],
        [rds("AddTagsToResource"), arn, made(resource)],
        [[...NETWORK, ...ec2("DescribeAvailabilityZones", "DescribeInternetGateways")], "*"],
        ...encrypt(here),
        ...read,
      ],
      read,
      update: [
        [
          rds(
            "AddTagsToResource",
            "ModifyDBInstance",
            "RebootDBInstance",
            "RemoveTagsFromResource",
          ),
          arn,
          own,
        ],
        ...read,
      ],
      delete: [[rds("DeleteDBInstance"), arn, own], ...read],
    };
  },
};

const parameterGroup: TypeCalls = {
  sources: [schema("rds-dbclusterparametergroup"), provider("rds/cluster_parameter_group.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [
      [
        rds(
          "DescribeDBClusterParameterGroups",
          "DescribeDBClusterParameters",
          "ListTagsForResource",
        ),
        arn,
        own,
      ],
    ];
    return {
      create: [
        [rds("AddTagsToResource", "CreateDBClusterParameterGroup"), arn, made(resource)],
        [rds("ModifyDBClusterParameterGroup"), arn, own],
        ...read,
      ],
      read,
      update: [
        [
          rds(
            "AddTagsToResource",
            "ModifyDBClusterParameterGroup",
            "RemoveTagsFromResource",
            "ResetDBClusterParameterGroup",
          ),
          arn,
          own,
        ],
        ...read,
      ],
      delete: [[rds("DeleteDBClusterParameterGroup"), arn, own], ...read],
    };
  },
};

const subnetGroup: TypeCalls = {
  sources: [schema("rds-dbsubnetgroup"), provider("rds/subnet_group.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [[rds("DescribeDBSubnetGroups", "ListTagsForResource"), arn, own]];
    return {
      create: [
        [rds("AddTagsToResource", "CreateDBSubnetGroup"), arn, made(resource)],
        ...serviceRole(here, "rds.amazonaws.com", "AWSServiceRoleForRDS"),
        [NETWORK, "*"],
        ...read,
      ],
      read,
      update: [
        [rds("AddTagsToResource", "ModifyDBSubnetGroup", "RemoveTagsFromResource"), arn, own],
        [NETWORK, "*"],
        ...read,
      ],
      delete: [[rds("DeleteDBSubnetGroup"), arn, own], ...read],
    };
  },
};

const secret: TypeCalls = {
  sources: [schema("secretsmanager-secret"), provider("secretsmanager/secret.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [[secrets("DescribeSecret", "GetResourcePolicy"), arn, own]];
    const encryption = here
      .key("secretsmanager")
      .map(([key, context]): Row => [kms("Decrypt", "GenerateDataKey"), key, context]);
    return {
      create: [
        [secrets("CreateSecret", "TagResource"), arn, made(resource)],
        ...encryption,
        ...read,
      ],
      read,
      update: [
        [secrets("TagResource", "UntagResource", "UpdateSecret"), arn, own],
        ...encryption,
        ...read,
      ],
      delete: [[secrets("DeleteSecret"), arn, own], ...read],
    };
  },
};

export const databaseCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:rds/cluster:Cluster": cluster,
  "aws:rds/clusterInstance:ClusterInstance": instance,
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": parameterGroup,
  "aws:rds/subnetGroup:SubnetGroup": subnetGroup,
  "aws:secretsmanager/secret:Secret": secret,
};
