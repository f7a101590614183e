import { bucketTypes } from "./bucketTypes";
import { consumerTypes, FUNCTION } from "./consumerTypes";
import { healingTypes } from "./healingTypes";
import { CLUSTER, CONNECTOR, kafkaTypes, SERVERLESS } from "./kafkaTypes";
import { monitoringTypes } from "./monitoringTypes";
import type { ResourceType } from "./resourceType";

const INSTANCE = "aws:ec2/instance:Instance";
const DATABASE = "aws:rds/cluster:Cluster";
const DATABASE_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const RULES = [
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];
const NAT = "aws:ec2/natGateway:NatGateway";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const IN_SUBNETS = [
  CONNECTOR,
  CLUSTER,
  SERVERLESS,
  INSTANCE,
  ENDPOINT,
  NAT,
  SUBNET_GROUP,
  FUNCTION,
];
/** What has network interfaces, or rules, in a security group. */
const IN_GROUPS = [CONNECTOR, CLUSTER, SERVERLESS, INSTANCE, DATABASE, ENDPOINT, FUNCTION];
const groupRule: ResourceType = { required: ["securityGroupId"], replaces: ["securityGroupId"] };

/**
 * Every type that a stage or the example of a consumer has.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "aws:appautoscaling/policy:Policy": {
    required: ["resourceId", "scalableDimension", "serviceNamespace"],
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    named: "name",
  },
  "aws:appautoscaling/target:Target": {
    required: ["maxCapacity", "minCapacity", "resourceId", "scalableDimension", "serviceNamespace"],
    replaces: ["resourceId", "scalableDimension", "serviceNamespace"],
    heldBy: ["aws:appautoscaling/policy:Policy"],
  },
  "aws:cloudwatch/logGroup:LogGroup": { required: [], replaces: ["name"], named: "name" },
  "aws:dynamodb/table:Table": {
    required: ["attributes"],
    replaces: ["name", "hashKey", "rangeKey"],
    named: "name",
    protectedBy: "deletionProtectionEnabled",
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { required: [], replaces: ["vpcId"] },
  "aws:ec2/eip:Eip": { required: [], replaces: [], heldBy: [NAT] },
  "aws:ec2/flowLog:FlowLog": {
    required: [],
    replaces: ["iamRoleArn", "logDestination", "logDestinationType", "trafficType", "vpcId"],
  },
  [INSTANCE]: {
    required: [],
    // userData replaces by userDataReplaceOnChange, which the program sets.
    replaces: [
      "ami",
      "associatePublicIpAddress",
      "rootBlockDevice.encrypted",
      "rootBlockDevice.kmsKeyId",
      "subnetId",
      "userData",
    ],
  },
  "aws:ec2/internetGateway:InternetGateway": {
    required: [],
    replaces: [],
    heldBy: ["aws:ec2/route:Route"],
  },
  [NAT]: {
    required: ["subnetId"],
    replaces: ["allocationId", "connectivityType", "subnetId"],
    heldBy: ["aws:ec2/route:Route"],
  },
  "aws:ec2/route:Route": {
    required: ["routeTableId"],
    replaces: ["destinationCidrBlock", "routeTableId"],
  },
  "aws:ec2/routeTable:RouteTable": {
    required: ["vpcId"],
    replaces: ["vpcId"],
    heldBy: [ENDPOINT, "aws:ec2/routeTableAssociation:RouteTableAssociation"],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    required: ["routeTableId", "subnetId"],
    replaces: ["subnetId"],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    required: [],
    replaces: ["name", "description", "vpcId"],
    named: "name",
    heldBy: [...IN_GROUPS, ...RULES],
  },
  "aws:ec2/subnet:Subnet": {
    required: ["vpcId"],
    replaces: ["vpcId", "cidrBlock", "availabilityZone"],
    heldBy: IN_SUBNETS,
  },
  "aws:ec2/vpc:Vpc": {
    required: [],
    replaces: ["cidrBlock"],
    heldBy: [
      "aws:ec2/internetGateway:InternetGateway",
      "aws:ec2/subnet:Subnet",
      "aws:ec2/routeTable:RouteTable",
      ENDPOINT,
    ],
  },
  [ENDPOINT]: {
    required: ["vpcId"],
    replaces: ["vpcId", "serviceName", "vpcEndpointType"],
  },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {
    required: ["vpcEndpointId"],
    replaces: ["vpcEndpointId"],
  },
  "aws:glue/registry:Registry": { required: ["registryName"], replaces: ["registryName"] },
  "aws:iam/instanceProfile:InstanceProfile": {
    required: [],
    replaces: ["name", "path"],
    named: "name",
    heldBy: [INSTANCE],
  },
  "aws:iam/role:Role": {
    required: ["assumeRolePolicy"],
    replaces: ["name", "path"],
    named: "name",
    heldBy: ["aws:iam/rolePolicy:RolePolicy", "aws:iam/instanceProfile:InstanceProfile"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    required: ["policy", "role"],
    replaces: ["name", "role"],
    named: "name",
  },
  "aws:kms/alias:Alias": { required: ["targetKeyId"], replaces: ["name"], named: "name" },
  "aws:kms/key:Key": { required: [], replaces: ["customerMasterKeySpec", "keyUsage"] },
  [DATABASE]: {
    required: ["engine"],
    replaces: [
      "clusterIdentifier",
      "dbSubnetGroupName",
      "engine",
      "engineMode",
      "kmsKeyId",
      "masterUsername",
      "storageEncrypted",
    ],
    named: "clusterIdentifier",
    heldBy: [DATABASE_INSTANCE],
    protectedBy: "deletionProtection",
  },
  [DATABASE_INSTANCE]: {
    required: ["clusterIdentifier", "engine", "instanceClass"],
    replaces: ["clusterIdentifier", "dbSubnetGroupName", "engine", "identifier"],
    named: "identifier",
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    required: ["family"],
    replaces: ["name", "family", "description"],
    named: "name",
    heldBy: [DATABASE],
  },
  [SUBNET_GROUP]: {
    required: ["subnetIds"],
    replaces: ["name"],
    named: "name",
    heldBy: [DATABASE],
  },
  ...bucketTypes,
  ...consumerTypes,
  ...healingTypes,
  ...kafkaTypes,
  ...monitoringTypes,
  "aws:secretsmanager/secret:Secret": { required: [], replaces: ["name"], named: "name" },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": groupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": groupRule,
};

/** How a type is treated; a type that the table lacks is an error, never a guess. */
export function resourceType(type: string): ResourceType {
  const found = resourceTypes[type];
  if (found === undefined) {
    throw new Error(`The stand-in cloud does not know ${type}: add it to resourceTypes.ts`);
  }
  return found;
}
