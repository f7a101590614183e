import type { AwsRequest } from "../../requests/request";
import { omit, part, parts, reshaped, same, type Correspondence } from "./correspondence";
import { ec2 } from "./ec2";
import { s3 } from "./s3";

type Operations = Readonly<Record<string, Correspondence>>;

const services: Readonly<Record<string, Operations>> = {
  "application-autoscaling": {
    PutScalingPolicy: same("AWS::ApplicationAutoScaling::ScalingPolicy"),
    RegisterScalableTarget: same("AWS::ApplicationAutoScaling::ScalableTarget"),
  },
  cloudwatch: {
    PutDashboard: same("AWS::CloudWatch::Dashboard"),
    PutMetricAlarm: same("AWS::CloudWatch::Alarm"),
  },
  dynamodb: {
    CreateTable: reshaped("AWS::DynamoDB::Table", ({ SSESpecification, ...params }) => {
      if (SSESpecification === undefined) return params;
      const { Enabled: SSEEnabled, ...others } = part({ SSESpecification }, "SSESpecification");
      return { ...params, SSESpecification: { SSEEnabled, ...others } };
    }),
  },
  ec2,
  events: {
    PutRule: same("AWS::Events::Rule"),
    // CloudFormation has the targets with their rule.
    PutTargets: reshaped("AWS::Events::Rule", ({ Rule: Name, ...params }) => ({
      Name,
      ScheduleExpression: "rate(5 minutes)",
      ...params,
    })),
  },
  glue: {
    CreateRegistry: same("AWS::Glue::Registry", { RegistryName: "Name" }),
  },
  iam: {
    AddRoleToInstanceProfile: reshaped("AWS::IAM::InstanceProfile", ({ RoleName, ...params }) => ({
      ...params,
      Roles: [RoleName],
    })),
    // CloudFormation makes a profile together with its role and has no tags for it.
    CreateInstanceProfile: reshaped("AWS::IAM::InstanceProfile", (params) => ({
      ...omit(params, "Tags"),
      Roles: [],
    })),
    CreateRole: same("AWS::IAM::Role"),
    PutRolePolicy: same("AWS::IAM::RolePolicy"),
  },
  kafka: {
    CreateCluster: same("AWS::MSK::Cluster"),
    CreateClusterV2: reshaped("AWS::MSK::ServerlessCluster", ({ Serverless, ...params }) => {
      const serverless = part({ Serverless }, "Serverless");
      const VpcConfigs = parts(serverless, "VpcConfigs").map(
        ({ SecurityGroupIds: SecurityGroups, ...vpc }) => ({ ...vpc, SecurityGroups }),
      );
      return { ...params, ...serverless, VpcConfigs };
    }),
    CreateConfiguration: same("AWS::MSK::Configuration"),
    CreateTopic: same("AWS::MSK::Topic"),
    PutClusterPolicy: same("AWS::MSK::ClusterPolicy"),
  },
  kafkaconnect: {
    CreateConnector: same("AWS::KafkaConnect::Connector"),
    CreateCustomPlugin: same("AWS::KafkaConnect::CustomPlugin"),
    CreateWorkerConfiguration: same("AWS::KafkaConnect::WorkerConfiguration"),
  },
  kms: {
    CreateAlias: same("AWS::KMS::Alias"),
    CreateKey: same("AWS::KMS::Key", { Policy: "KeyPolicy", CustomerMasterKeySpec: "KeySpec" }),
  },
  lambda: {
    AddPermission: reshaped("AWS::Lambda::Permission", (params) => omit(params, "StatementId")),
    // CloudFormation has the code as text, or in a bucket, and of versions a resource of their own.
    CreateFunction: reshaped("AWS::Lambda::Function", (params) => ({
      ...omit(params, "Publish"),
      Code: { ZipFile: "code" },
    })),
  },
  logs: {
    CreateLogGroup: same("AWS::Logs::LogGroup"),
    PutMetricFilter: same("AWS::Logs::MetricFilter"),
    PutRetentionPolicy: same("AWS::Logs::LogGroup"),
  },
  rds: {
    CreateDBCluster: reshaped(
      "AWS::RDS::DBCluster",
      ({ MasterUserSecretKmsKeyId: KmsKeyId, ...params }) => ({
        ...params,
        ...(KmsKeyId === undefined ? {} : { MasterUserSecret: { KmsKeyId } }),
      }),
    ),
    // CloudFormation takes the parameters with the group; they follow in requests of their own.
    CreateDBClusterParameterGroup: reshaped("AWS::RDS::DBClusterParameterGroup", (params) => {
      const { DBParameterGroupFamily: Family, ...own } = params;
      return { ...own, Family, Parameters: {} };
    }),
    CreateDBInstance: same("AWS::RDS::DBInstance"),
    CreateDBSubnetGroup: same("AWS::RDS::DBSubnetGroup"),
  },
  s3,
  sns: {
    // CloudFormation has the attributes as properties of their own.
    CreateTopic: reshaped("AWS::SNS::Topic", ({ Name: TopicName, Attributes, ...params }) => ({
      TopicName,
      ...part({ Attributes }, "Attributes"),
      ...params,
    })),
    Subscribe: reshaped("AWS::SNS::Subscription", (params) =>
      omit(params, "ReturnSubscriptionArn"),
    ),
  },
  secretsmanager: {
    CreateSecret: reshaped("AWS::SecretsManager::Secret", (params) =>
      omit(params, "ForceOverwriteReplicaSecret"),
    ),
  },
};

/** Operations that no resource of CloudFormation corresponds to, and why that is no loss. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  "dynamodb UpdateContinuousBackups": "holds a boolean and the name that CreateTable has",
  "ec2 CreateTags": "tags have rules of their own",
  "ec2 DescribeAvailabilityZones": "reads",
  "ec2 DescribeImages": "reads",
  "ec2 DescribeSecurityGroups": "reads",
  "ec2 DescribeVolumes": "reads",
  "ec2 ModifySubnetAttribute": "holds a boolean",
  "ec2 ModifyVpcAttribute": "holds a boolean",
  "ec2 RevokeSecurityGroupEgress": "takes away what AWS has put there",
  "ec2 RevokeSecurityGroupIngress": "takes away what AWS has put there",
  "kafka UpdateConnectivity": "holds booleans and what CreateCluster has answered",
  "kms EnableKeyRotation": "holds a key that CreateKey has answered",
  "rds ModifyDBClusterParameterGroup": "CloudFormation takes any parameters",
  "s3 PutObject": "CloudFormation has no objects",
  "sns SetTopicAttributes": "the policy is a document, which has rules of its own",
};

/**
 * Returns what a request corresponds to, undefined for an operation of WITHOUT_RESOURCE. Throws for
 * one that is in neither list.
 */
export function correspondenceOf({ service, operation }: AwsRequest): Correspondence | undefined {
  const found = services[service]?.[operation];
  if (found === undefined && WITHOUT_RESOURCE[`${service} ${operation}`] === undefined) {
    throw new Error(
      `No rules are known for ${service} ${operation}: add it to correspondences.ts, with a resource of CloudFormation or why there is none`,
    );
  }
  return found;
}
