/**
 * What Amazon calls a version, and the release on Maven Central that runs here in its place: the
 * newest patch of the line. Amazon keeps its own patches to itself.
 */
const kafkaReleases: Readonly<Record<string, string>> = {
  "3.8.x": "3.8.1",
  "3.9.x": "3.9.2",
  "3.9.x.kraft": "3.9.2",
};

/** What a broker runs where the program names no version: its cluster is serverless, or another's. */
export const NEWEST_KAFKA = "3.9.x";

const kafkaConnectReleases: Readonly<Record<string, string>> = {
  "2.7.1": "2.7.1",
  "3.7.x": "3.7.2",
};

/** DynamoDB Local, which has one line only. */
export const DYNAMODB_LOCAL_VERSION = "2.6.1";

/** S3Proxy, which stands in for Amazon S3; earlier lines do not know the checksums that the AWS SDKs send. */
export const S3_PROXY_VERSION = "4.1.0";

/** What brings the MySQL server of a machine that has none: its version, and the jar's own. */
export const MYSQL_JAR_VERSION = "8.0.12-5";

/** What brings the PostgreSQL server of a machine that has none: a patch of the line that Aurora has. */
export const POSTGRESQL_PACKAGE_VERSION = "16.14.0-beta.17";

/**
 * Returns the release of the broker for a cluster's Kafka version; throws for one that is not
 * known.
 */
export function kafkaRelease(version: string): string {
  return releaseOf("Kafka", kafkaReleases, version);
}

/**
 * Returns the release of the worker for a connector's Kafka Connect version; throws for one that is
 * not known.
 */
export function kafkaConnectRelease(version: string): string {
  return releaseOf("Kafka Connect", kafkaConnectReleases, version);
}

function releaseOf(
  product: string,
  releases: Readonly<Record<string, string>>,
  version: string,
): string {
  const release = releases[version];
  if (release !== undefined) return release;
  throw new Error(
    `${product} ${version} has no release in local/declared/versions.ts; it knows ${Object.keys(releases).join(", ")}.`,
  );
}
