import type { Input, Resource } from "@pulumi/pulumi";
import * as vpc from "@pulumi/aws/vpc";

/** Where brokers listen for clients that authenticate by IAM. */
const IAM_PORT = 9098;

/**
 * Opens the brokers' security group to the event sources of Lambda: these poll from interfaces in the
 * cluster's own subnets and group, and call the function, STS and the queue by HTTPS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
 */
export function openBrokers(securityGroupId: Input<string>): Resource[] {
  const brokers = {
    securityGroupId,
    referencedSecurityGroupId: securityGroupId,
    description: "Event sources of Lambda",
    ...port(IAM_PORT),
  };
  return [
    new vpc.SecurityGroupIngressRule("event-sources-to-brokers", brokers),
    new vpc.SecurityGroupEgressRule("event-sources-brokers", brokers),
    new vpc.SecurityGroupEgressRule("event-sources-https", {
      securityGroupId,
      description: "APIs of AWS for event sources of Lambda",
      cidrIpv4: "0.0.0.0/0",
      ...port(443),
    }),
  ];
}

function port(number: number): { ipProtocol: string; fromPort: number; toPort: number } {
  return { ipProtocol: "tcp", fromPort: number, toPort: number };
}
