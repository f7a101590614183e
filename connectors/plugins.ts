/** A Kafka Connect plugin archive: one zip with every jar that a connector needs. */
export interface PluginArchive {
  /** Names the archive's S3 key, its custom plugin and its file in the cache. */
  readonly name: string;
  readonly version: string;
  /** Kafka Connect's connector.class, which the archive must hold. */
  readonly connectorClass: string;
  readonly source: BuiltArchive | DownloadedArchive;
}

/** Built by Maven from the project's own sources in plugins/<module>. */
export interface BuiltArchive {
  readonly kind: "build";
  readonly module: string;
}

/** Somebody else's archive, fetched once into the plugin cache. */
export interface DownloadedArchive {
  readonly kind: "download";
  /** Name of the zip in the plugin cache, where a user may also put it by hand. */
  readonly fileName: string;
  readonly url: string;
  /** A file on this machine that is used instead of the address. */
  readonly file?: string;
  /** SHA-256 in lower-case hexadecimal; an archive with another one is refused. */
  readonly sha256?: string;
}

/** What a stage may say differently about a downloaded archive. */
export interface ArchiveOverrides {
  readonly version?: string | undefined;
  readonly url?: string | undefined;
  readonly file?: string | undefined;
  readonly sha256?: string | undefined;
}

/** Version of the plugins that are built from plugins/; the same as in plugins/pom.xml. */
const BUNDLED_VERSION = "0.1.0";

const CONFLUENT_HUB = "https://d1i4a15mxbxib1.cloudfront.net/api/plugins/confluentinc";

/** Apache-2.0 DynamoDB sink that takes the keys of Confluent's. */
export const bundledDynamoDbSink: PluginArchive = {
  name: "dynamodb-sink",
  version: BUNDLED_VERSION,
  connectorClass: "dev.mskpipeline.connect.dynamodb.DynamoDbSinkConnector",
  source: { kind: "build", module: "dynamodb-sink" },
};

/** Apache-2.0 generator of orders that takes the keys of Confluent's Datagen. */
export const bundledOrdersSource: PluginArchive = {
  name: "orders-source",
  version: BUNDLED_VERSION,
  connectorClass: "dev.mskpipeline.connect.orders.OrdersSourceConnector",
  source: { kind: "build", module: "orders-source" },
};

/** Whose plugins run. */
export type PluginVendor = "bundled" | "confluent";

/** The generator of orders of a vendor; overrides are for a downloaded one. */
export function ordersPlugin(vendor: PluginVendor, overrides: ArchiveOverrides): PluginArchive {
  return vendor === "confluent" ? confluentDatagen(overrides) : bundledOrdersSource;
}

/** The DynamoDB sink of a vendor; overrides are for a downloaded one. */
export function dynamoDbPlugin(vendor: PluginVendor, overrides: ArchiveOverrides): PluginArchive {
  return vendor === "confluent" ? confluentDynamoDbSink(overrides) : bundledDynamoDbSink;
}

/** Confluent's DynamoDB sink; it needs a licence after 30 days. */
export function confluentDynamoDbSink(overrides: ArchiveOverrides = {}): PluginArchive {
  return confluent(
    "kafka-connect-aws-dynamodb",
    "1.3.0",
    "io.confluent.connect.aws.dynamodb.DynamoDbSinkConnector",
    overrides,
  );
}

/** Confluent's Datagen. */
export function confluentDatagen(overrides: ArchiveOverrides = {}): PluginArchive {
  return confluent(
    "kafka-connect-datagen",
    "0.5.3",
    "io.confluent.kafka.connect.datagen.DatagenConnector",
    overrides,
  );
}

function confluent(
  name: string,
  catalogueVersion: string,
  connectorClass: string,
  { version = catalogueVersion, url, file, sha256 }: ArchiveOverrides,
): PluginArchive {
  const fileName = `confluentinc-${name}-${version}.zip`;
  return {
    name,
    version,
    connectorClass,
    source: {
      kind: "download",
      fileName,
      url: url ?? `${CONFLUENT_HUB}/${name}/versions/${version}/${fileName}`,
      ...(file === undefined ? {} : { file }),
      ...(sha256 === undefined ? {} : { sha256 }),
    },
  };
}
