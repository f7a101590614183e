import { regional, stackName, type Stage } from "../stage";
import { actionsOf, allow, type Condition, type Statement } from "../statement";
import { captureSecret, database, logGroups, registry } from "./reading";

const logs = actionsOf("logs");
const rds = actionsOf("rds");
const s3 = actionsOf("s3");
const secrets = actionsOf("secretsmanager");

/** Allows deploying the buckets, tables and logs. */
export function storageRights(stage: Stage): Statement[] {
  return [...bucket(stage), ...tables(stage), ...schemas(stage), ...log(stage)];
}

/** Allows deploying the database with its secrets. */
export function databaseRights(stage: Stage): Statement[] {
  return [...databases(stage), ...secret(stage)];
}

function bucket(stage: Stage): Statement[] {
  const arn = `arn:${stage.partition}:s3:::${stackName(stage)}-*`;
  return [
    allow(
      "ChangeBucket",
      s3(
        "CreateBucket",
        "DeleteBucket",
        "DeleteBucketPolicy",
        "ListBucketVersions",
        "PutBucketOwnershipControls",
        "PutBucketPolicy",
        "PutBucketPublicAccessBlock",
        "PutBucketTagging",
        "PutBucketVersioning",
        "PutEncryptionConfiguration",
        "PutLifecycleConfiguration",
        "TagResource",
        "UntagResource",
      ),
      [arn],
    ),
    allow(
      "ChangeArchives",
      s3(
        "AbortMultipartUpload",
        "DeleteObject",
        "DeleteObjectVersion",
        "GetObjectAttributes",
        "GetObjectVersion",
        "GetObjectVersionAttributes",
        "PutObject",
        "PutObjectTagging",
      ),
      [`${arn}/*`],
    ),
  ];
}

function tables(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeTables",
      actionsOf("dynamodb")(
        "CreateTable",
        "DeleteTable",
        "TagResource",
        "UntagResource",
        "UpdateContinuousBackups",
        "UpdateTable",
      ),
      [regional(stage, "dynamodb", `table/${stage.tableNames}*`)],
    ),
  ];
}

/** A registry goes with the schemas that connectors have put into it. */
function schemas(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeRegistry",
      actionsOf("glue")(
        "CreateRegistry",
        "DeleteRegistry",
        "TagResource",
        "UntagResource",
        "UpdateRegistry",
      ),
      [registry(stage)],
    ),
  ];
}

/** Option groups have no part in Aurora, but AWS asks for the default one too. */
function databases(stage: Stage): Statement[] {
  const defaults = regional(stage, "rds", "og:default:*");
  const lastSnapshot = regional(stage, "rds", `cluster-snapshot:${stackName(stage)}-*`);
  return [
    allow(
      "ChangeDatabase",
      rds(
        "AddTagsToResource",
        "CreateDBCluster",
        "CreateDBClusterParameterGroup",
        "CreateDBClusterSnapshot",
        "CreateDBInstance",
        "CreateDBSubnetGroup",
        "DeleteDBCluster",
        "DeleteDBClusterParameterGroup",
        "DeleteDBInstance",
        "DeleteDBSubnetGroup",
        "EnableHttpEndpoint",
        "ModifyDBCluster",
        "ModifyDBClusterParameterGroup",
        "ModifyDBInstance",
        "ModifyDBSubnetGroup",
        "RebootDBInstance",
        "RemoveTagsFromResource",
        "ResetDBClusterParameterGroup",
      ),
      [...database(stage), lastSnapshot],
    ),
    allow("UseDefaultOptions", rds("CreateDBCluster"), [defaults]),
    allow(
      "SetUpDatabase",
      ["rds-data:ExecuteStatement"],
      [regional(stage, "rds", `cluster:${stackName(stage)}`)],
    ),
  ];
}

/**
 * Allows managing the capture user's secret, and the master user's, which RDS creates with the
 * deployer's rights and tags with the cluster it is for.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
function secret(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeSecret",
      secrets(
        "CreateSecret",
        "DeleteSecret",
        "GetSecretValue",
        "PutSecretValue",
        "TagResource",
        "UntagResource",
        "UpdateSecret",
      ),
      [captureSecret(stage)],
    ),
    allow("MakePasswords", secrets("GetRandomPassword"), ["*"]),
    allow("HaveMasterSecret", secrets("CreateSecret", "TagResource"), [masterSecrets(stage)]),
    allow(
      "ReadMasterSecret",
      secrets("GetSecretValue"),
      [masterSecrets(stage)],
      ofTheDatabase(stage),
    ),
  ];
}

/** Returns ARNs of secrets that RDS creates; their names say nothing of the cluster. */
export function masterSecrets(stage: Stage): string {
  return regional(stage, "secretsmanager", "secret:rds!cluster-*");
}

/** Requires that RDS keeps the secret for the stage's database. */
export function ofTheDatabase(stage: Stage): Condition {
  const cluster = regional(stage, "rds", `cluster:${stackName(stage)}`);
  return { StringEquals: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": cluster } };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html */
function log(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeLogs",
      logs(
        "AssociateKmsKey",
        "CreateLogGroup",
        "DeleteLogGroup",
        "DeleteRetentionPolicy",
        "DisassociateKmsKey",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ),
      logGroups(stage),
    ),
    allow(
      "DeliverLogs",
      logs(
        "CreateLogDelivery",
        "DeleteLogDelivery",
        "DescribeResourcePolicies",
        "GetLogDelivery",
        "ListLogDeliveries",
        "PutResourcePolicy",
        "UpdateLogDelivery",
      ),
      ["*"],
    ),
  ];
}
