import type { Plan } from "../plan";
import type { Box, LeftOut } from "./boxes";

/**
 * What no box shows, by its type, in the words of a drawing: what guards, watches and sets up what is
 * drawn. Roles and their policies are seen as the grants between boxes.
 */
export const leftOutTypes: Readonly<Record<string, string>> = {
  "aws:appautoscaling/policy:Policy": "scaling policy",
  "aws:appautoscaling/target:Target": "scaling target",
  "aws:cloudwatch/dashboard:Dashboard": "dashboard",
  "aws:cloudwatch/eventRule:EventRule": "schedule",
  "aws:cloudwatch/eventTarget:EventTarget": "schedule target",
  "aws:cloudwatch/logGroup:LogGroup": "log group",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "metric filter",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "alarm",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "security group",
  "aws:ec2/flowLog:FlowLog": "flow log",
  "aws:ec2/securityGroup:SecurityGroup": "security group",
  "aws:glue/registry:Registry": "schema registry",
  "aws:iam/instanceProfile:InstanceProfile": "instance profile",
  "aws:iam/role:Role": "role",
  "aws:iam/rolePolicy:RolePolicy": "role policy",
  "aws:kms/alias:Alias": "key alias",
  "aws:lambda/function:Function": "function",
  "aws:lambda/permission:Permission": "function permission",
  "aws:msk/clusterPolicy:ClusterPolicy": "cluster policy",
  "aws:msk/configuration:Configuration": "broker configuration",
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": "worker configuration",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": "parameter group",
  "aws:rds/subnetGroup:SubnetGroup": "subnet group",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket setting",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "bucket setting",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket policy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "bucket setting",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "bucket setting",
  "aws:s3/bucketVersioning:BucketVersioning": "bucket setting",
  "aws:sns/topic:Topic": "alarm topic",
  "aws:sns/topicPolicy:TopicPolicy": "topic policy",
  "aws:sns/topicSubscription:TopicSubscription": "subscription",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "security group rule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "security group rule",
  "command:local:Command": "deployment command",
};

/**
 * Counts what no box shows, the most first. A type that nobody has put into words yet goes by its
 * own name; a component is shown by its parts.
 */
export function leftOutOf(plan: Plan, boxes: readonly Box[]): LeftOut[] {
  const shown = new Set(boxes.flatMap(({ shows }) => shows));
  const components = new Set(plan.resources.map(({ parent }) => parent));
  const counts = new Map<string, number>();
  for (const { urn, type } of plan.resources) {
    if (shown.has(urn) || components.has(urn)) continue;
    const thing = leftOutTypes[type] ?? type;
    counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  return [...counts]
    .map(([thing, count]) => ({ thing, count }))
    .sort((a, b) => b.count - a.count || (a.thing < b.thing ? -1 : 1));
}
