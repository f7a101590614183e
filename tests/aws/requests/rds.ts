import type { Inputs } from "./inputs";
import { service, type Mappings } from "./mapping";

const rds = service("rds");

/** Parameters that the provider changes in one request. */
const PARAMETERS_AT_A_TIME = 20;

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/cluster.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/cluster_instance.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/cluster_parameter_group.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/rds/subnet_group.go
 */
export const rdsMappings: Mappings = {
  "aws:rds/subnetGroup:SubnetGroup": {
    create: (group) => [
      rds(
        "CreateDBSubnetGroup",
        {
          DBSubnetGroupName: group.physicalName(),
          DBSubnetGroupDescription: group.value("description"),
          SubnetIds: group.list("subnetIds"),
          Tags: group.tags(),
        },
        { "DBSubnetGroup.DBSubnetGroupName": group.planned("id") },
      ),
    ],
    destroy: (group) => [rds("DeleteDBSubnetGroup", { DBSubnetGroupName: group.physicalName() })],
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    create: (group) => [
      rds(
        "CreateDBClusterParameterGroup",
        {
          DBClusterParameterGroupName: group.physicalName(),
          DBParameterGroupFamily: group.value("family"),
          Description: group.value("description"),
          Tags: group.tags(),
        },
        { "DBClusterParameterGroup.DBClusterParameterGroupName": group.planned("id") },
      ),
      ...chunks(group.partList("parameters").map(parameter)).map((Parameters) =>
        rds("ModifyDBClusterParameterGroup", {
          DBClusterParameterGroupName: group.physicalName(),
          Parameters,
        }),
      ),
    ],
    destroy: (group) => [
      rds("DeleteDBClusterParameterGroup", { DBClusterParameterGroupName: group.physicalName() }),
    ],
  },
  "aws:rds/cluster:Cluster": {
    create: (cluster) => {
      cluster.notSent(
        "applyImmediately",
        "deleteAutomatedBackups",
        "finalSnapshotIdentifier",
        "skipFinalSnapshot",
      );
      return [
        rds("CreateDBCluster", createdCluster(cluster), {
          "DBCluster.DBClusterArn": cluster.planned("arn"),
        }),
      ];
    },
    destroy: (cluster) => [
      rds("DeleteDBCluster", {
        DBClusterIdentifier: cluster.text("clusterIdentifier"),
        SkipFinalSnapshot: cluster.flag("skipFinalSnapshot"),
        FinalDBSnapshotIdentifier: cluster.value("finalSnapshotIdentifier"),
        DeleteAutomatedBackups: cluster.value("deleteAutomatedBackups"),
      }),
    ],
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    create: (instance) => {
      instance.notSent("applyImmediately");
      return [
        rds("CreateDBInstance", {
          DBInstanceIdentifier: instance.text("identifier"),
          DBClusterIdentifier: instance.text("clusterIdentifier"),
          DBInstanceClass: instance.value("instanceClass"),
          DBSubnetGroupName: instance.value("dbSubnetGroupName"),
          Engine: instance.value("engine"),
          AutoMinorVersionUpgrade: instance.value("autoMinorVersionUpgrade"),
          CopyTagsToSnapshot: instance.value("copyTagsToSnapshot"),
          // The provider's schema has it as the default.
          PromotionTier: 0,
          PubliclyAccessible: instance.value("publiclyAccessible"),
          Tags: instance.tags(),
        }),
      ];
    },
    destroy: (instance) => [
      rds("DeleteDBInstance", {
        DBInstanceIdentifier: instance.text("identifier"),
        SkipFinalSnapshot: true,
      }),
    ],
  },
};

function createdCluster(cluster: Inputs): Readonly<Record<string, unknown>> {
  const scaling = cluster.part("serverlessv2ScalingConfiguration");
  return {
    DBClusterIdentifier: cluster.text("clusterIdentifier"),
    Engine: cluster.value("engine"),
    EngineMode: cluster.value("engineMode"),
    EngineVersion: cluster.value("engineVersion"),
    BackupRetentionPeriod: cluster.value("backupRetentionPeriod"),
    CopyTagsToSnapshot: cluster.value("copyTagsToSnapshot"),
    DatabaseName: cluster.value("databaseName"),
    DBClusterParameterGroupName: cluster.value("dbClusterParameterGroupName"),
    DBSubnetGroupName: cluster.value("dbSubnetGroupName"),
    DeletionProtection: cluster.value("deletionProtection"),
    EnableCloudwatchLogsExports: cluster.list("enabledCloudwatchLogsExports"),
    EnableHttpEndpoint: cluster.value("enableHttpEndpoint"),
    EnableIAMDatabaseAuthentication: cluster.value("iamDatabaseAuthenticationEnabled"),
    KmsKeyId: cluster.value("kmsKeyId"),
    ManageMasterUserPassword: cluster.value("manageMasterUserPassword"),
    MasterUsername: cluster.value("masterUsername"),
    MasterUserSecretKmsKeyId: cluster.value("masterUserSecretKmsKeyId"),
    Port: cluster.value("port"),
    ServerlessV2ScalingConfiguration: scaling && {
      MinCapacity: scaling.value("minCapacity"),
      MaxCapacity: scaling.value("maxCapacity"),
    },
    StorageEncrypted: cluster.value("storageEncrypted"),
    VpcSecurityGroupIds: cluster.list("vpcSecurityGroupIds"),
    Tags: cluster.tags(),
  };
}

function parameter(inputs: Inputs): unknown {
  return {
    ParameterName: inputs.text("name"),
    ParameterValue: inputs.text("value"),
    ApplyMethod: inputs.text("applyMethod"),
  };
}

function chunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / PARAMETERS_AT_A_TIME) }, (_, i) =>
    list.slice(i * PARAMETERS_AT_A_TIME, (i + 1) * PARAMETERS_AT_A_TIME),
  );
}
