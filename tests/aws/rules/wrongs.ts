import type { Wrong } from "./wrong";
import { KAFKA_WRONGS } from "./wrongsOfKafka";

const POLICY = "aws:iam/rolePolicy:RolePolicy";

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: string;
  readonly Resource?: string;
}

/** Returns a policy of one good statement but for the members given. */
function policy(...statements: readonly Statement[]): { readonly policy: string } {
  const good = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
  const Statement = statements.map((statement) => ({ ...good, ...statement }));
  return { policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
}

export const WRONGS: readonly Wrong[] = [
  {
    what: "an apostrophe in the description of a security group",
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: { description: "The workers' group" },
    said: /CreateSecurityGroup Description = "The workers' group" holds "'", which is not allowed .*API_CreateSecurityGroup/,
  },
  {
    what: "an apostrophe in the description of a rule",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    inputs: { description: "the workers' way" },
    said: /AuthorizeSecurityGroupIngress IpPermissions\[0\]\.\w+\[0\]\.Description = .* holds "'"/,
  },
  {
    what: "a connector's name of 129 characters",
    type: "aws:mskconnect/connector:Connector",
    inputs: { name: "c".repeat(129) },
    said: /CreateConnector connectorName = "c{9,}.* has 129 characters, more than 128 .*botocore\/data\/kafkaconnect/,
  },
  {
    what: "a role's name of 65 characters",
    type: "aws:iam/role:Role",
    inputs: { name: "r".repeat(65) },
    said: /CreateRole RoleName = .* has 65 characters, more than 64/,
  },
  {
    what: "a name that is too long by the digits that Pulumi adds",
    type: "aws:iam/role:Role",
    inputs: { name: undefined },
    name: "r".repeat(57),
    said: /CreateRole RoleName = .* has 65 characters, more than 64/,
  },
  {
    what: "an endpoint's type that EC2 does not have",
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    inputs: { vpcEndpointType: "Gatewy" },
    said: /CreateVpcEndpoint VpcEndpointType = "Gatewy" is none of /,
  },
  {
    what: "a retention that CloudWatch Logs does not have",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { retentionInDays: 8 },
    said: /PutRetentionPolicy RetentionInDays = 8 is refused by cfn-lint's E3030: 8 is not one of /,
  },
  {
    what: "a misspelt action",
    type: POLICY,
    inputs: policy({ Action: "kafka-cluster:Conect" }),
    said: /PutRolePolicy PolicyDocument\.Statement\.0\.Action = "kafka-cluster:Conect" .*W3037/,
  },
  {
    what: "a statement that names no resource",
    type: POLICY,
    inputs: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject" }],
      }),
    },
    said: /PutRolePolicy PolicyDocument.* is no policy: .*Resource/,
  },
  {
    what: "a Sid with a space",
    type: POLICY,
    inputs: policy({ Sid: "Read it" }),
    said: /PutRolePolicy PolicyDocument.*Sid = "Read it" .*E3510/,
  },
  {
    what: "a policy that is no JSON",
    type: POLICY,
    inputs: { policy: "{Version: 2012-10-17}" },
    said: /PutRolePolicy PolicyDocument = .* is no JSON/,
  },
  {
    what: "an inline policy of more than 10,240 characters",
    type: POLICY,
    inputs: policy(...Array.from({ length: 120 }, (_, i) => ({ Sid: `Statement${i}` }))),
    said: /PutRolePolicy PolicyDocument = .* comes to \d{5} characters .* more than 10240 .*iam-quotas/,
  },
  {
    what: "a trust in nobody",
    type: "aws:iam/role:Role",
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }],
      }),
    },
    said: /CreateRole AssumeRolePolicyDocument.* is no policy: .*Principal/,
  },
  {
    what: "a tag of AWS's own",
    type: "aws:s3/bucket:Bucket",
    inputs: { tags: { "aws:stage": "dev" } },
    said: /PutBucketTagging Tagging\.TagSet key = "aws:stage" begins with aws:/,
  },
  {
    what: "a tag's value with a character that tags cannot have",
    type: "aws:ec2/securityGroup:SecurityGroup",
    inputs: { tags: { Owner: "data, analytics" } },
    said: /CreateSecurityGroup .*value of Owner = "data, analytics" holds ","/,
  },
  ...KAFKA_WRONGS,
  {
    what: "a master user of MySQL's for PostgreSQL",
    type: "aws:rds/cluster:Cluster",
    inputs: { engine: "aurora-postgresql", enabledCloudwatchLogsExports: [] },
    said: /CreateDBCluster .* has the master user admin, which the engine reserves/,
  },
  {
    what: "a log of MySQL's of PostgreSQL",
    type: "aws:rds/cluster:Cluster",
    inputs: {
      engine: "aurora-postgresql",
      masterUsername: "postgres",
      enabledCloudwatchLogsExports: ["audit"],
    },
    said: /CreateDBCluster .* exports audit of aurora-postgresql/,
  },
  {
    what: "a bucket's name with capitals",
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket: "My-Plugins" },
    said: /CreateBucket Bucket = "My-Plugins" holds "M".*bucketnamingrules/,
  },
  {
    what: "a table's name of two characters",
    type: "aws:dynamodb/table:Table",
    inputs: { name: "ab" },
    said: /CreateTable TableName = "ab" has 2 characters, fewer than 3/,
  },
  {
    what: "two hyphens in a row in a database's name",
    type: "aws:rds/cluster:Cluster",
    inputs: { clusterIdentifier: "sales--dev" },
    said: /CreateDBCluster DBClusterIdentifier = "sales--dev" .*does not match/,
  },
  {
    what: "user data of more than 16 KiB",
    type: "aws:ec2/instance:Instance",
    inputs: { userData: `#!/bin/sh\n${"#".repeat(16384)}` },
    said: /RunInstances UserData = .* has 16394 bytes, more than 16384/,
  },
];
