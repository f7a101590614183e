import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";

/**
 * Ids of zones that Amazon MSK refuses. A zone's name is another in each account, its id is not.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-brokernodegroupinfo.html
 */
const REFUSED_BY_MSK = ["use1-az3"];

/**
 * Returns the names of a region's first zones that Amazon MSK takes. Local Zones and Wavelength Zones
 * of an account that has opted in to them are left out, which awsx by itself would take, and first.
 * Throws a RunError, which is shown without a
 * stack trace, for a region that has too few.
 *
 * @see https://github.com/pulumi/pulumi-awsx/issues/1365
 */
export async function firstZones(count: number, parent: pulumi.Resource): Promise<string[]> {
  const { names, region } = await getAvailabilityZones(
    {
      state: "available",
      filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
      excludeZoneIds: REFUSED_BY_MSK,
    },
    { parent },
  );
  if (names.length >= count) return names.slice(0, count);
  throw new pulumi.RunError(
    `zones is ${count}, but ${region} has only ${names.length} Availability Zones that Amazon MSK takes (${names.join(", ")}). Set zones to ${names.length}, or choose another region.`,
  );
}
