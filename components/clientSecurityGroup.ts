import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { IAM_PORT, METRICS_PORTS } from "../support/ports";
import type { Tags } from "./parts/tags";

/** A database as its clients' security groups see it; an AuroraMySql or AuroraPostgreSql is one. */
export interface ReachedDatabase {
  readonly securityGroupId: pulumi.Input<string>;
  /** Port on which it listens. */
  readonly port: number;
}

export interface ClientSecurityGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Security group of the brokers. */
  readonly brokerSecurityGroupId: pulumi.Input<string>;
  /**
   * Whether members read the brokers' metrics for Prometheus too, where the cluster has them.
   * @default false
   */
  readonly brokerMetrics?: boolean;
  /**
   * Database that members reach too.
   * @default - none
   */
  readonly database?: ReachedDatabase | undefined;
  /**
   * Who the members are, for people who read the rules. AWS takes letters, digits, spaces and
   * `._-:/()#,@[]+=&;{}!$*`.
   */
  readonly description: string;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Security group whose members reach the brokers, and AWS's APIs by HTTPS, and which admits nobody.
 * The brokers' side of the rule is here too, so that it goes when the group goes.
 *
 *     new ClientSecurityGroup("clients", { vpcId, brokerSecurityGroupId, description: "Clients",
 * tags });
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
    this.open(name, args, group.id, {
      to: "brokers",
      securityGroupId: brokerSecurityGroupId,
      description: "Brokers, by IAM",
      port: IAM_PORT,
    });
    for (const [to, port] of args.brokerMetrics === true ? Object.entries(METRICS_PORTS) : []) {
      this.open(name, args, group.id, {
        to,
        securityGroupId: brokerSecurityGroupId,
        description: `Brokers, ${to}`,
        port,
      });
    }
    if (args.database !== undefined) {
      this.open(name, args, group.id, {
        to: "database",
        securityGroupId: args.database.securityGroupId,
        description: "Database",
        port: args.database.port,
      });
    }
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

  /** Opens both sides of a way from the members to another group. */
  private open(
    name: string,
    { description, tags }: ClientSecurityGroupArgs,
    groupId: pulumi.Input<string>,
    way: Way,
  ): void {
    new vpc.SecurityGroupIngressRule(
      `${name}-to-${way.to}`,
      {
        securityGroupId: way.securityGroupId,
        description,
        referencedSecurityGroupId: groupId,
        ...port(way.port),
        tags,
      },
      { parent: this },
    );
    new vpc.SecurityGroupEgressRule(
      `${name}-${way.to}`,
      {
        securityGroupId: groupId,
        description: way.description,
        referencedSecurityGroupId: way.securityGroupId,
        ...port(way.port),
        tags,
      },
      { parent: this },
    );
  }
}

/** A way from the members of the group to those of another. */
interface Way {
  readonly to: string;
  readonly securityGroupId: pulumi.Input<string>;
  /** For people who read the members' rules. */
  readonly description: string;
  readonly port: number;
}

function port(number: number): { ipProtocol: string; fromPort: number; toPort: number } {
  return { ipProtocol: "tcp", fromPort: number, toPort: number };
}
