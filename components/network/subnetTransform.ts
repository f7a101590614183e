import type * as pulumi from "@pulumi/pulumi";

export interface SubnetTransformArgs {
  /** Whether a subnet stays in the zone that it was made in, whatever zone is named for it now. */
  readonly keepZones: boolean;
}

/**
 * Returns what changes the options of the subnets that awsx makes. They are children of a component
 * that another process makes: no option of the component reaches them, but the engine runs its
 * transforms on them too.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
export function subnetTransform({ keepZones }: SubnetTransformArgs): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    if (type !== "aws:ec2/subnet:Subnet") return undefined;
    const options: pulumi.CustomResourceOptions = {
      ...opts,
      // The interfaces of a deleted connector hold its subnets for some minutes more. The provider
      // waits for 20 by default.
      customTimeouts: { delete: "45m" },
      ignoreChanges: [...(opts.ignoreChanges ?? []), ...(keepZones ? ["availabilityZone"] : [])],
    };
    return { props, opts: options };
  };
}
