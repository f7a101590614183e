import type { Clients } from "./clients";
import { asList, at } from "./values";

interface Kind {
  readonly service: string;
  readonly operation: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Path of the list in the answer. */
  readonly list: string;
  /** Path of an item's id; the item itself is the id where it is empty. */
  readonly id: string;
  /** Items that are gone though they are still listed, by path and value. */
  readonly gone?: readonly [string, string];
}

const kind = (service: string, operation: string, list: string, id: string): Kind => ({
  service,
  operation,
  list,
  id,
});

const KINDS: readonly Kind[] = [
  kind("ec2", "DescribeVpcs", "Vpcs", "VpcId"),
  kind("ec2", "DescribeSubnets", "Subnets", "SubnetId"),
  kind("ec2", "DescribeRouteTables", "RouteTables", "RouteTableId"),
  kind("ec2", "DescribeInternetGateways", "InternetGateways", "InternetGatewayId"),
  {
    ...kind("ec2", "DescribeNatGateways", "NatGateways", "NatGatewayId"),
    gone: ["State", "deleted"],
  },
  kind("ec2", "DescribeAddresses", "Addresses", "AllocationId"),
  kind("ec2", "DescribeSecurityGroups", "SecurityGroups", "GroupId"),
  kind("ec2", "DescribeSecurityGroupRules", "SecurityGroupRules", "SecurityGroupRuleId"),
  {
    ...kind("ec2", "DescribeVpcEndpoints", "VpcEndpoints", "VpcEndpointId"),
    gone: ["State", "deleted"],
  },
  kind("ec2", "DescribeFlowLogs", "FlowLogs", "FlowLogId"),
  kind("ec2", "DescribeVolumes", "Volumes", "VolumeId"),
  {
    ...kind("ec2", "DescribeInstances", "Reservations", "Instances.0.InstanceId"),
    gone: ["Instances.0.State.Name", "terminated"],
  },
  kind("iam", "ListRoles", "Roles", "RoleName"),
  kind("iam", "ListInstanceProfiles", "InstanceProfiles", "InstanceProfileName"),
  kind("s3", "ListBuckets", "Buckets", "Name"),
  kind("dynamodb", "ListTables", "TableNames", ""),
  kind("glue", "ListRegistries", "Registries", "RegistryName"),
  kind("logs", "DescribeLogGroups", "logGroups", "logGroupName"),
  kind("logs", "DescribeMetricFilters", "metricFilters", "filterName"),
  kind("cloudwatch", "DescribeAlarms", "MetricAlarms", "AlarmName"),
  kind("cloudwatch", "ListDashboards", "DashboardEntries", "DashboardName"),
  kind("events", "ListRules", "Rules", "Name"),
  kind("lambda", "ListFunctions", "Functions", "FunctionName"),
  kind("sns", "ListTopics", "Topics", "TopicArn"),
  kind("sns", "ListSubscriptions", "Subscriptions", "SubscriptionArn"),
  kind("kms", "ListAliases", "Aliases", "AliasName"),
  kind("rds", "DescribeDBClusters", "DBClusters", "DBClusterIdentifier"),
  kind("rds", "DescribeDBInstances", "DBInstances", "DBInstanceIdentifier"),
  kind("rds", "DescribeDBSubnetGroups", "DBSubnetGroups", "DBSubnetGroupName"),
  kind(
    "rds",
    "DescribeDBClusterParameterGroups",
    "DBClusterParameterGroups",
    "DBClusterParameterGroupName",
  ),
  kind("secretsmanager", "ListSecrets", "SecretList", "Name"),
  {
    ...kind("application-autoscaling", "DescribeScalableTargets", "ScalableTargets", "ResourceId"),
    params: { ServiceNamespace: "kafka" },
  },
  {
    ...kind("application-autoscaling", "DescribeScalingPolicies", "ScalingPolicies", "PolicyName"),
    params: { ServiceNamespace: "kafka" },
  },
];

/**
 * Returns the ids of all that the emulator has, by kind. Network interfaces are left out: nobody
 * creates them, and moto leaves those of instances and NAT gateways behind.
 */
export async function inventory(clients: Clients): Promise<Readonly<Record<string, unknown>>> {
  const entries: [string, unknown][] = [];
  for (const { service, operation, params = {}, list, id, gone } of KINDS) {
    const answer = await clients.send(service, operation, params);
    const items = asList(at(answer, list)).filter(
      (item) => gone === undefined || at(item, gone[0]) !== gone[1],
    );
    entries.push([list, items.map((item) => (id === "" ? item : at(item, id))).sort()]);
  }
  const clusters = asList(at(await clients.getFromKafka("/v1/clusters"), "clusterInfoList"));
  return Object.fromEntries([...entries, ["Keys", await keys(clients)], ["Clusters", clusters]]);
}

/** KMS keys that are nobody's but the customer's and do not await their deletion. */
async function keys(clients: Clients): Promise<readonly unknown[]> {
  const aliases = asList(at(await clients.send("kms", "ListAliases", {}), "Aliases"));
  const ofAws = aliases
    .filter((alias) => String(at(alias, "AliasName")).startsWith("alias/aws/"))
    .map((alias) => at(alias, "TargetKeyId"));
  const ids = asList(at(await clients.send("kms", "ListKeys", {}), "Keys"))
    .map((key) => at(key, "KeyId"))
    .filter((id) => !ofAws.includes(id));
  const described = await Promise.all(
    ids.map((KeyId) => clients.send("kms", "DescribeKey", { KeyId })),
  );
  return described
    .filter((answer) => at(answer, "KeyMetadata.KeyState") !== "PendingDeletion")
    .map((answer) => at(answer, "KeyMetadata.Arn"));
}
