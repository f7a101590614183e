import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { flowLogs } from "./flowLogs";
import type { LogArgs } from "../parts/logs";
import { subnetRanges } from "../../support/subnets";
import type { RoleBoundary } from "../parts/roleBoundary";
import { inRange, matches, validate } from "../parts/validate";

export type Nat = "none" | "single" | "onePerAz";

export interface NetworkArgs extends RoleBoundary {
  /** IPv4 range of the VPC, /16 to /24. */
  readonly cidr: string;
  /** AWS region, which the names of the endpoints' services hold. */
  readonly region: string;
  /** Availability Zones that the subnets span, 2 or 3. */
  readonly zones: number;
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
   * Where the VPC's connections are logged.
   * @default - they are not
   */
  readonly flowLogs?: LogArgs | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

const natStrategy = { none: "None", single: "Single", onePerAz: "OnePerAz" } as const;

/**
 * VPC with a private subnet in each zone for brokers and connectors, endpoints for the AWS services
 * that they use, and a default security group that admits nothing. Public subnets exist for NAT
 * gateways only.
 *
 *     const network = new Network("network", { cidr: "10.0.0.0/16", region: "us-east-1", zones: 2, tags });
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Log group of the flow logs, where there are any. */
  readonly flowLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:Network", name, args, opts);
    validate("Network", [
      matches("cidr", args.cidr, /\/(1[6-9]|2[0-4])$/, "an IPv4 range from /16 to /24"),
      inRange("zones", args.zones, 2, 3),
    ]);
    const { tags } = args;
    const network = this.createVpc(name, args);
    this.vpcId = network.vpcId;
    this.privateSubnetIds = network.privateSubnetIds;
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

  /** The private subnets are of one type whatever nat is: their type is part of awsx's names. */
  private createVpc(name: string, { cidr, zones, nat = "none", tags }: NetworkArgs): awsx.Vpc {
    const ranges = subnetRanges(cidr, zones);
    const specs = [
      { type: "Private" as const, cidrBlocks: [...ranges.private] },
      { type: "Public" as const, cidrBlocks: [...ranges.public] },
    ];
    return new awsx.Vpc(
      name,
      {
        cidrBlock: cidr,
        numberOfAvailabilityZones: zones,
        subnetStrategy: "Auto",
        subnetSpecs: nat === "none" ? specs.slice(0, 1) : specs,
        natGateways: { strategy: natStrategy[nat] },
        enableDnsSupport: true,
        // Interface endpoints answer to their service's usual name only with DNS host names.
        enableDnsHostnames: true,
        tags: { ...tags },
      },
      { parent: this },
    );
  }

  /** The public subnets hold nothing but NAT gateways, so the endpoints may be in every table. */
  private createGatewayEndpoints(
    name: string,
    { region, tags }: NetworkArgs,
    network: awsx.Vpc,
  ): void {
    const routeTableIds = network.routeTables.apply((tables) =>
      pulumi.all(tables.map(({ id }) => id)),
    );
    for (const service of ["s3", "dynamodb"]) {
      new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: this.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Gateway",
          routeTableIds,
          tags: { ...tags, Name: `${name}-${service}` },
        },
        { parent: this },
      );
    }
  }

  private createInterfaceEndpoints(
    name: string,
    { cidr, region, interfaceEndpoints = [], tags }: NetworkArgs,
  ): void {
    if (interfaceEndpoints.length === 0) return;
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
          subnetIds: this.privateSubnetIds,
          securityGroupIds: [group.id],
          tags: { ...tags, Name: `${name}-${service}` },
        },
        { parent: this },
      );
    }
  }
}
