import { valueAtPath } from "../valueAtPath";
import { between, bytes, oneOf, text, type StatedRule } from "./rule";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

/** Logs that a cluster of each engine exports. */
const EXPORTED_LOGS: Readonly<Record<string, readonly string[]>> = {
  "aurora-mysql": ["audit", "error", "general", "instance", "slowquery", "iam-db-auth-error"],
  "aurora-postgresql": ["instance", "postgresql", "iam-db-auth-error"],
};

/** Rules of the services that hold data and keys. */
export const dataRules: readonly StatedRule[] = [
  {
    requests: ["dynamodb CreateTable"],
    member: "TableName",
    problem: text({ characters: "a-zA-Z0-9_.\\-", max: 255, min: 3 }),
    source:
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
  },
  {
    requests: ["secretsmanager CreateSecret"],
    member: "Name",
    problem: text({ characters: "a-zA-Z0-9\\/_+=.@\\-", max: 512, min: 1 }),
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
  },
  {
    requests: ["kms CreateKey"],
    member: "Policy",
    problem: bytes(32768),
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  },
  {
    requests: ["kms CreateAlias"],
    member: "AliasName",
    problem: text({ characters: "a-zA-Z0-9:\\/_\\-", max: 256 }, [
      /^(?!alias\/)|^alias\/aws\//,
      "must begin with alias/ and not with alias/aws/",
    ]),
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
  },
  {
    requests: ["logs CreateLogGroup"],
    member: "logGroupName",
    problem: (name) =>
      String(name).startsWith("aws/") ? "begins with aws/, which is AWS's own" : undefined,
    source:
      "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  },
  {
    requests: ["s3 CreateBucket"],
    member: "Bucket",
    problem: text(
      { characters: "a-z0-9.\\-", max: 63, min: 3 },
      [/^[^a-z0-9]|[^a-z0-9]$/, "must begin and end with a letter or a digit"],
      [/\.\./, "holds two dots in a row"],
      [/^\d+\.\d+\.\d+\.\d+$/, "looks like an IP address"],
      [/^(xn--|sthree-|amzn-s3-demo-)/, "begins with what S3 reserves"],
      [/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/, "ends with what S3 reserves"],
    ),
    source: `${S3}/bucketnamingrules.html`,
  },
  {
    requests: ["s3 PutBucketPolicy"],
    member: "Policy",
    problem: bytes(20480),
    source: `${S3}/add-bucket-policy.html`,
  },
  {
    requests: ["s3 PutObject"],
    member: "Key",
    problem: bytes(1024),
    source: `${S3}/object-keys.html`,
  },
  {
    requests: ["rds CreateDBSubnetGroup"],
    member: "DBSubnetGroupName",
    problem: text(
      { characters: "a-zA-Z0-9._ \\-", max: 255, min: 1 },
      [/^[^a-z]/i, "must begin with a letter"],
      [/^default$/i, "must not be default"],
    ),
    source: `${RDS}/API_CreateDBSubnetGroup.html`,
  },
  {
    requests: ["rds CreateDBClusterParameterGroup"],
    member: "DBClusterParameterGroupName",
    problem: text(
      { characters: "a-zA-Z0-9\\-", max: 255, min: 1 },
      [/^[^a-z]/i, "must begin with a letter"],
      [/--|-$/, "ends with a hyphen or holds two in a row"],
    ),
    source: `${RDS}/API_CreateDBParameterGroup.html`,
  },
  {
    requests: ["rds ModifyDBClusterParameterGroup"],
    member: "Parameters",
    problem: (list) =>
      Array.isArray(list) && list.length <= 20 ? undefined : "has more than 20 parameters",
    source: `${RDS}/API_ModifyDBClusterParameterGroup.html`,
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "MasterUsername",
    problem: text(
      { characters: "a-zA-Z0-9", max: 16, min: 1 },
      [/^[^a-z]/i, "must begin with a letter"],
      [/^rdsadmin$/i, "is a name that RDS reserves"],
    ),
    source: `${RDS}/API_CreateDBCluster.html`,
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "Port",
    problem: between(1150, 65535),
    source: `${RDS}/API_CreateDBCluster.html`,
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "EnableCloudwatchLogsExports[]",
    problem: oneOf(...new Set(Object.values(EXPORTED_LOGS).flat())),
    source: `${RDS}/API_CreateDBCluster.html`,
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "",
    problem: logsOfEngine,
    source: `${RDS}/API_CreateDBCluster.html`,
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "",
    problem: masterOfEngine,
    // What AWS answered when each was deployed; its documentation has no list of the engine's words.
    source: "https://github.com/aws-cloudformation/cfn-lint/pull/4425",
  },
  {
    requests: ["rds CreateDBCluster"],
    member: "DatabaseName",
    problem: text({ characters: "a-zA-Z0-9_", max: 63, min: 1 }, [
      /^[^a-z]/i,
      "must begin with a letter",
    ]),
    source: `${RDS}/API_CreateDBCluster.html`,
  },
  ...["MinCapacity", "MaxCapacity"].map((member, i): StatedRule => ({
    requests: ["rds CreateDBCluster"],
    member: `ServerlessV2ScalingConfiguration.${member}`,
    problem: (units) =>
      Number.isInteger(Number(units) * 2) ? between(i, 256)(units) : "is no multiple of 0.5",
    source: `${RDS}/API_ServerlessV2ScalingConfiguration.html`,
  })),
];

function logsOfEngine(cluster: unknown): string | undefined {
  const engine = String(valueAtPath(cluster, ["Engine"]));
  const logs = valueAtPath(cluster, ["EnableCloudwatchLogsExports"]);
  const known = EXPORTED_LOGS[engine] ?? [];
  const unknown = (Array.isArray(logs) ? logs : []).filter((log) => !known.includes(String(log)));
  return unknown.length === 0 ? undefined : `exports ${unknown.join(", ")} of ${engine}`;
}

function masterOfEngine(cluster: unknown): string | undefined {
  const [engine, user] = [["Engine"], ["MasterUsername"]].map((path) =>
    String(valueAtPath(cluster, path)),
  );
  return engine === "aurora-postgresql" && user === "admin"
    ? "has the master user admin, which the engine reserves"
    : undefined;
}
