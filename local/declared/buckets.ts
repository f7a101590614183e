import type { DeclaredConnector, DeclaredStage } from "./declaredStage";

/** Returns the bucket that a sink stores objects in; undefined for any other connector. */
export function bucketOf({ config }: Pick<DeclaredConnector, "config">): string | undefined {
  return config["aws.s3.bucket.name"];
}

/** Returns the buckets that the sinks of a stage store objects in. */
export function bucketsOf({ connectors }: Pick<DeclaredStage, "connectors">): string[] {
  return [...new Set(connectors.flatMap((connector) => bucketOf(connector) ?? []))];
}
