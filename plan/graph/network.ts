import { z } from "zod";
import { counted } from "../../support/format";
import { resourcesOfType, type Plan, type PlannedResource } from "../plan";
import { inputsOf, only } from "../read";
import { boxId, type Box } from "./boxes";
import { clusterOf } from "./cluster";

const vpcSchema = z.object({
  availabilityZoneNames: z.array(z.string()),
  cidrBlock: z.string(),
  natGateways: z.object({ strategy: z.enum(["None", "Single", "OnePerAz"]) }),
  subnetSpecs: z.array(z.object({ type: z.string(), cidrBlocks: z.array(z.string()) })),
});
const privateSubnets = z.object({ privateSubnetIds: z.array(z.string()) });
const instanceSchema = z.object({ subnetId: z.string(), instanceType: z.string() });
const endpointSchema = z.object({
  serviceName: z.string(),
  vpcEndpointType: z.string(),
  subnetIds: z.array(z.string()).default([]),
});

type Vpc = z.output<typeof vpcSchema>;

/** The VPC, of which a stage has one. */
export const VPC_ID = boxId("vpc", "VPC");

/** Returns the VPC with its zones, their subnets and what stands in them, and its gateway endpoints. */
export function networkBoxes(plan: Plan): Box[] {
  const resource = only(plan, "awsx:ec2:Vpc");
  const vpc = inputsOf(resource, vpcSchema);
  const { privateSubnetIds } = privateSubnets.parse(resource.state);
  const box: Box = {
    id: VPC_ID,
    kind: "vpc",
    label: "VPC",
    name: vpc.cidrBlock,
    details: [],
    within: undefined,
    shows: [resource.urn],
  };
  const zones = vpc.availabilityZoneNames.flatMap((zone, i) =>
    zoneBoxes(plan, vpc, { zone, index: i, subnet: privateSubnetIds[i] }),
  );
  return [box, ...gateways(plan), ...zones];
}

interface Zone {
  /** Its name, such as us-east-1a. */
  readonly zone: string;
  readonly index: number;
  /** Id of its private subnet. */
  readonly subnet: string | undefined;
}

function zoneBoxes(plan: Plan, vpc: Vpc, { zone, index, subnet }: Zone): Box[] {
  const id = boxId("zone", zone);
  const parts = vpc.subnetSpecs.flatMap(({ type, cidrBlocks }): Box[] => {
    const within = boxId("subnet", `${zone} ${type}`);
    const about = {
      label: `${type} subnet`,
      name: cidrBlocks[index] ?? "",
      details: [],
      shows: [],
    };
    return [
      { id: within, kind: "subnet", within: id, ...about },
      ...(type === "Private" && subnet !== undefined ? standingIn(plan, within, zone, subnet) : []),
      ...(type === "Public" && hasNat(vpc, index) ? [nat(within, zone)] : []),
    ];
  });
  const about = { label: "Availability zone", name: zone, details: [], shows: [] };
  return [{ id, kind: "zone", within: VPC_ID, ...about }, ...parts];
}

function hasNat({ natGateways: { strategy } }: Vpc, index: number): boolean {
  return strategy === "OnePerAz" || (strategy === "Single" && index === 0);
}

function nat(within: string, zone: string): Box {
  const about = { label: "Amazon VPC", name: "NAT gateway", details: [], shows: [] };
  return { id: boxId("nat", zone), kind: "nat", within, ...about };
}

function standingIn(plan: Plan, within: string, zone: string, subnet: string): Box[] {
  return [
    ...brokers(plan, within, zone, subnet),
    ...clients(plan, within, subnet),
    ...interfaces(plan, within, zone, subnet),
  ];
}

function brokers(plan: Plan, within: string, zone: string, subnet: string): Box[] {
  const { subnetIds, brokers: all } = clusterOf(plan);
  if (!subnetIds.includes(subnet)) return [];
  const about = { label: "Amazon MSK", within, shows: [] };
  const id = boxId("brokers", zone);
  // MSK makes the endpoints of a serverless cluster itself.
  if (all === undefined) return [{ id, kind: "brokers", name: "endpoint", details: [], ...about }];
  const { count, type, volumeGiB } = all;
  const storage = volumeGiB === undefined ? "" : `, ${volumeGiB} GiB`;
  const name = counted(count / subnetIds.length, "broker");
  return [{ id, kind: "brokers", name, details: [`${type}${storage}`], ...about }];
}

function clients(plan: Plan, within: string, subnet: string): Box[] {
  return resourcesOfType(plan, "aws:ec2/instance:Instance").flatMap((resource): Box[] => {
    const { subnetId, instanceType } = inputsOf(resource, instanceSchema);
    if (subnetId !== subnet) return [];
    const about = { label: "Amazon EC2", name: "Kafka client", details: [instanceType] };
    return [{ id: clientId(resource), kind: "client", within, shows: [resource.urn], ...about }];
  });
}

/** Returns the id of an instance's box. */
export function clientId({ name }: PlannedResource): string {
  return boxId("client", name);
}

function interfaces(plan: Plan, within: string, zone: string, subnet: string): Box[] {
  const here = endpoints(plan, "Interface").filter(({ subnetIds }) => subnetIds.includes(subnet));
  if (here.length === 0) return [];
  return [
    {
      id: boxId("interface endpoints", zone),
      kind: "interface endpoints",
      label: here.length === 1 ? "Interface endpoint" : "Interface endpoints",
      name: here.map(({ service }) => service).join(", "),
      details: [],
      within,
      shows: here.map(({ urn }) => urn),
    },
  ];
}

function gateways(plan: Plan): Box[] {
  return endpoints(plan, "Gateway").map(({ service, urn }) => ({
    id: boxId("gateway endpoint", service),
    kind: "gateway endpoint",
    label: "Gateway endpoint",
    name: service,
    details: [],
    within: VPC_ID,
    shows: [urn],
  }));
}

interface Endpoint {
  /** Service such as s3. */
  readonly service: string;
  readonly subnetIds: readonly string[];
  readonly urn: string;
}

function endpoints(plan: Plan, type: "Gateway" | "Interface"): Endpoint[] {
  return resourcesOfType(plan, "aws:ec2/vpcEndpoint:VpcEndpoint").flatMap((resource) => {
    const { serviceName, vpcEndpointType, subnetIds } = inputsOf(resource, endpointSchema);
    const service = serviceName.split(".").slice(3).join(".");
    return vpcEndpointType === type ? [{ service, subnetIds, urn: resource.urn }] : [];
  });
}
