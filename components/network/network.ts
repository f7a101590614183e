import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { VPC_ZONES } from "../../support/awsLimits";
import { isVpcRange, subnetRanges } from "../../support/subnets";
import type { LogArgs } from "../parts/logs";
import type { RoleBoundary } from "../parts/roleBoundary";
import { between, validate } from "../parts/validate";
import { dynamoDbEndpointPolicy, s3EndpointPolicy } from "./endpointPolicies";
import { flowLogs } from "./flowLogs";
import { subnetTransform } from "./subnetTransform";
import { firstZones } from "./zones";
import type { Tags } from "../parts/tags";

export type Nat = "none" | "single" | "onePerAz";

export interface NetworkArgs extends RoleBoundary {
  /** IPv4 range of the VPC, /16 to /24. */
  readonly cidr: string;
  /** AWS region, which the names of the endpoints' services hold. */
  readonly region: string;
  /** Availability Zones that the subnets span, 2 or 3. */
  readonly zones: number;
  /**
   * Names of these zones. Another name moves a zone's subnet, which replaces what lives in it.
   * @default - the region's first that Amazon MSK takes; subnets that are there stay where they are
   */
  readonly zoneNames?: readonly string[] | undefined;
  /**
   * NAT gateways, by which the private subnets reach the internet; each is billed by the hour.
   * @default "none"
   */
  readonly nat?: Nat;
  /**
   * AWS services with an interface endpoint, such as `secretsmanager`; each is billed by the hour
   * and zone. S3 and DynamoDB have gateway endpoints in any case, which are free.
   * @default []
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Whether an interface endpoint stands in every zone, so that it outlives one. Without, it stands
   * in the first, and the other zones reach it there.
   * @default false
   */
  readonly endpointsInEveryZone?: boolean;
  /** DynamoDB tables of the account that DynamoDB's endpoint leads to, `*` standing for any text. */
  readonly tables: readonly string[];
  /**
   * Buckets of the account that S3's endpoint leads to for writing, `*` standing for any text. It
   * leads to reading from all of them.
   * @default []
   */
  readonly writtenBuckets?: readonly string[];
  /**
   * Where the VPC's connections are logged.
   * @default - they are not
   */
  readonly flowLogs?: LogArgs | undefined;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

const natStrategy = { none: "None", single: "Single", onePerAz: "OnePerAz" } as const;

/**
 * VPC with a private subnet in each zone for brokers and connectors, endpoints for the AWS services
 * that they use, and a default security group that admits nothing. Public subnets exist for NAT
 * gateways only.
 *
 *     const network = new Network("network", { cidr: "10.0.0.0/16", region: "us-east-1", zones: 2, tables: ["orders"], tags });
 */
export class Network extends pulumi.ComponentResource<awsx.Vpc> {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Log group of the flow logs, where there are any. */
  readonly flowLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:Network", name, validated(args), opts);
    const { tags } = args;
    const network = pulumi.output(this.getData());
    this.vpcId = network.apply(({ vpcId }) => vpcId);
    this.privateSubnetIds = network.apply(({ privateSubnetIds }) => privateSubnetIds);
    new ec2.DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: this.vpcId, ingress: [], egress: [], tags: { ...tags, Name: `${name}-closed` } },
      { parent: this },
    );
    this.createGatewayEndpoints(name, args, network);
    this.createInterfaceEndpoints(name, args);
    this.flowLogGroupName =
      args.flowLogs && flowLogs(name, { ...args, vpcId: this.vpcId, logs: args.flowLogs }, this);
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds });
  }

  /**
   * Creates the VPC, for which AWS is asked about zones first. Pulumi waits for it where something
   * depends on this component. The private subnets are of one type whatever nat is: their type is
   * part of awsx's names.
   */
  protected override async initialize(
    { cidr, zones, zoneNames, nat = "none", tags }: NetworkArgs,
    _: unknown,
    name: string,
  ): Promise<awsx.Vpc> {
    const ranges = subnetRanges(cidr, zones);
    const specs = [
      { type: "Private" as const, cidrBlocks: [...ranges.private] },
      { type: "Public" as const, cidrBlocks: [...ranges.public] },
    ];
    return new awsx.Vpc(
      name,
      {
        cidrBlock: cidr,
        availabilityZoneNames: zoneNames ? [...zoneNames] : await firstZones(zones, this),
        subnetStrategy: "Auto",
        subnetSpecs: nat === "none" ? specs.slice(0, 1) : specs,
        natGateways: { strategy: natStrategy[nat] },
        enableDnsSupport: true,
        // Interface endpoints answer to their service's usual name only with DNS host names.
        enableDnsHostnames: true,
        tags: { ...tags },
      },
      { parent: this, transforms: [subnetTransform({ keepZones: zoneNames === undefined })] },
    );
  }

  /** The public subnets hold nothing but NAT gateways, so the endpoints may be in every table. */
  private createGatewayEndpoints(
    name: string,
    { region, tables, writtenBuckets = [], tags }: NetworkArgs,
    network: pulumi.Output<awsx.Vpc>,
  ): void {
    const routeTableIds = network.apply(({ routeTables }) =>
      routeTables.apply((all) => pulumi.all(all.map(({ id }) => id))),
    );
    const vpcArn = network.apply(({ vpc: { arn } }) => arn);
    const policies = {
      s3: vpcArn.apply((arn) => s3EndpointPolicy(arn, writtenBuckets)),
      dynamodb: vpcArn.apply((arn) => dynamoDbEndpointPolicy(arn, tables)),
    };
    for (const [service, policy] of Object.entries(policies)) {
      new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: this.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Gateway",
          routeTableIds,
          policy,
          tags: { ...tags, Name: `${name}-${service}` },
        },
        { parent: this },
      );
    }
  }

  private createInterfaceEndpoints(
    name: string,
    { cidr, region, interfaceEndpoints = [], endpointsInEveryZone = false, tags }: NetworkArgs,
  ): void {
    if (interfaceEndpoints.length === 0) return;
    const subnetIds = this.privateSubnetIds.apply((ids) =>
      endpointsInEveryZone ? ids : ids.slice(0, 1),
    );
    const group = new ec2.SecurityGroup(
      `${name}-endpoints`,
      {
        vpcId: this.vpcId,
        description: "Interface endpoints of the VPC",
        tags: { ...tags, Name: `${name}-endpoints` },
      },
      { parent: this },
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-endpoints-https`,
      {
        securityGroupId: group.id,
        description: "HTTPS from within the VPC",
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags,
      },
      { parent: this },
    );
    for (const service of interfaceEndpoints) {
      new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: this.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds,
          securityGroupIds: [group.id],
          tags: { ...tags, Name: `${name}-${service}` },
        },
        { parent: this },
      );
    }
  }
}

function validated(args: NetworkArgs): NetworkArgs {
  const { cidr, zones, zoneNames } = args;
  validate("Network", [
    {
      propertyPath: "cidr",
      holds: isVpcRange(cidr),
      reason: `must be an IPv4 range from /16 to /24 that starts at its first address, got "${cidr}"`,
    },
    between("zones", zones, VPC_ZONES),
    {
      propertyPath: "zoneNames",
      holds: zoneNames === undefined || new Set(zoneNames).size === zones,
      reason: `must be ${zones} different zones, got ${zoneNames?.join(", ") ?? "none"}`,
    },
  ]);
  return args;
}
