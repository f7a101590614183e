import type { Input, Resource } from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";

/** Ports of one side of a way, from the first to the last. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** Where brokers listen for clients of their VPC that authenticate by IAM. */
export const BROKERS: Ports = { first: 9098, last: 9098 };

/**
 * Where a connection with the brokers listens, each broker on a port of its own.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cross-account-user-action.html
 */
export const CONNECTION: Ports = { first: 14001, last: 14100 };

/**
 * Opens the group that the brokers, or a connection with them, are in to the event sources of Lambda:
 * these poll from interfaces in the same subnets and group, and call the function, STS and the queue
 * by HTTPS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
 */
export function openGroup(securityGroupId: Input<string>, ports: Ports): Resource[] {
  const brokers = {
    securityGroupId,
    referencedSecurityGroupId: securityGroupId,
    description: "Event sources of Lambda",
    ...tcp(ports),
  };
  return [
    new vpc.SecurityGroupIngressRule("event-sources-to-brokers", brokers),
    new vpc.SecurityGroupEgressRule("event-sources-brokers", brokers),
    new vpc.SecurityGroupEgressRule("event-sources-https", {
      securityGroupId,
      description: "APIs of AWS for event sources of Lambda",
      cidrIpv4: "0.0.0.0/0",
      ...tcp({ first: 443, last: 443 }),
    }),
  ];
}

function tcp({ first, last }: Ports): { ipProtocol: string; fromPort: number; toPort: number } {
  return { ipProtocol: "tcp", fromPort: first, toPort: last };
}
