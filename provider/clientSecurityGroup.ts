import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import * as components from "../components";

/**
 * Security group whose members reach the brokers, and AWS's APIs by HTTPS, and which admits nobody.
 * The brokers' side of the rule is here too, so that it goes when the group goes.
 */
export class ClientSecurityGroup extends components.ClientSecurityGroup {
  /** The group, whose `id` would be a resource's own in other languages. */
  readonly securityGroupId: Output<string>;

  constructor(
    name: string,
    args: components.ClientSecurityGroupArgs,
    opts?: ComponentResourceOptions,
  ) {
    super(name, args, opts);
    this.securityGroupId = this.id;
  }
}
