import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

/** Port on which MSK's brokers take clients that authenticate by IAM. */
export const IAM_PORT = 9098;

export interface ClientSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the brokers. */
  readonly brokerSecurityGroupId: pulumi.Input<string>;
  /** Who the members are, for people who read the rules. AWS takes letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`. */
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Security group whose members reach the brokers, and AWS's APIs by HTTPS, and which admits nobody.
 * The brokers' side of the rule is here too, so that it goes when the group goes.
 *
 *     new ClientSecurityGroup("clients", { vpcId, brokerSecurityGroupId, description: "Clients", tags });
 */
export class ClientSecurityGroup extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;

  constructor(name: string, args: ClientSecurityGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:ClientSecurityGroup", name, args, opts);
    const { brokerSecurityGroupId, description, tags } = args;
    const group = new ec2.SecurityGroup(
      `${name}-group`,
      { vpcId: args.vpcId, description, tags: { ...tags, Name: name } },
      // The interfaces of a deleted connector hold its group for some minutes more.
      { parent: this, customTimeouts: { delete: "45m" } },
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-to-brokers`,
      {
        securityGroupId: brokerSecurityGroupId,
        description,
        referencedSecurityGroupId: group.id,
        ...port(IAM_PORT),
        tags,
      },
      { parent: this },
    );
    new vpc.SecurityGroupEgressRule(
      `${name}-brokers`,
      {
        securityGroupId: group.id,
        description: "Brokers, by IAM",
        referencedSecurityGroupId: brokerSecurityGroupId,
        ...port(IAM_PORT),
        tags,
      },
      { parent: this },
    );
    new vpc.SecurityGroupEgressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        description: "APIs of AWS",
        cidrIpv4: "0.0.0.0/0",
        ...port(443),
        tags,
      },
      { parent: this },
    );
    this.id = group.id;
    this.registerOutputs({ id: this.id });
  }
}

function port(number: number): { ipProtocol: string; fromPort: number; toPort: number } {
  return { ipProtocol: "tcp", fromPort: number, toPort: number };
}
