/** A group of regions with accounts, ARNs and DNS names of their own. */
export interface Partition {
  /** As ARNs have it. */
  readonly partition: string;
  /** What the names of services and endpoints end in. */
  readonly dnsSuffix: string;
}

/**
 * Returns the partition of a region; MSK Connect is in no other than these three.
 *
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  const partition = region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return { partition, dnsSuffix: "amazonaws.com" };
}

/** Returns the name of a service in a region, by which it is reached and KMS knows it. */
export function serviceName(service: string, region: string): string {
  return `${service}.${region}.${partitionOf(region).dnsSuffix}`;
}
