import type { Archive, ArchiveOverrides } from "./archive";

/** Version of the plugins that are built from plugins/; the same as in plugins/pom.xml. */
const BUNDLED_VERSION = "0.1.0";

const CONFLUENT_HUB = "https://d1i4a15mxbxib1.cloudfront.net/api/plugins/confluentinc";

/** Apache-2.0 DynamoDB sink that takes the keys of Confluent's. */
export const bundledDynamoDbSink: Archive = {
  name: "dynamodb-sink",
  version: BUNDLED_VERSION,
  mainClass: "dev.mskpipeline.connect.dynamodb.DynamoDbSinkConnector",
  source: { kind: "build", module: "dynamodb-sink" },
};

/** Apache-2.0 sink that stores records in objects of an S3 bucket. */
export const bundledS3Sink: Archive = {
  name: "s3-sink",
  version: BUNDLED_VERSION,
  mainClass: "dev.mskpipeline.connect.s3.S3SinkConnector",
  source: { kind: "build", module: "s3-sink" },
};

/** Apache-2.0 generator of orders that takes the keys of Confluent's Datagen. */
export const bundledOrdersSource: Archive = {
  name: "orders-source",
  version: BUNDLED_VERSION,
  mainClass: "dev.mskpipeline.connect.orders.OrdersSourceConnector",
  source: { kind: "build", module: "orders-source" },
};

/** Debezium 2.7's source of the changes in MySQL. */
export const debeziumMySql27 = debezium("debezium-mysql-2.7", "mysql.MySqlConnector");

/** Debezium 1.9's source of the changes in MySQL. */
export const debeziumMySql19 = debezium("debezium-mysql-1.9", "mysql.MySqlConnector");

/** Debezium 2.7's source of the changes in PostgreSQL. */
export const debeziumPostgreSql27 = debezium(
  "debezium-postgresql-2.7",
  "postgresql.PostgresConnector",
);

function debezium(module: string, connector: string): Archive {
  return {
    name: module,
    version: BUNDLED_VERSION,
    mainClass: `io.debezium.connector.${connector}`,
    source: { kind: "build", module },
  };
}

/**
 * Returns a bundled plugin with AWS's converter of the AWS Glue Schema Registry: MSK Connect gives a
 * connector one plugin, so what converts its records must be in it. Stages without the converter
 * keep archives of the same bytes, and so their connectors.
 *
 * @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_CreateConnector.html
 */
export function withGlueConverter({ name, source, ...archive }: Archive): Archive {
  if (source.kind !== "build") {
    throw new Error(
      `AWS's converter can be added to what is built from plugins/ only, not to ${name}.`,
    );
  }
  return { ...archive, name: `${name}-glue`, source: { ...source, profile: "glue" } };
}

/** Kafka's command-line tools with IAM authentication, for the client instance. */
export const kafkaClientTools: Archive = {
  name: "kafka-client",
  version: BUNDLED_VERSION,
  mainClass: "org.apache.kafka.tools.TopicCommand",
  source: { kind: "build", module: "kafka-client" },
};

/** Passes records through a sink's converters and transforms; for this machine only. */
export const tryoutTool: Archive = {
  name: "tryout",
  version: BUNDLED_VERSION,
  mainClass: "dev.mskpipeline.tryout.Main",
  source: { kind: "build", module: "tryout" },
};

/** Whose plugins run. */
export type PluginVendor = "bundled" | "confluent";

/** Returns the generator of orders of a vendor; overrides are for a downloaded one. */
export function ordersPlugin(vendor: PluginVendor, overrides: ArchiveOverrides): Archive {
  return vendor === "confluent" ? confluentDatagen(overrides) : bundledOrdersSource;
}

/** Returns the DynamoDB sink of a vendor; overrides are for a downloaded one. */
export function dynamoDbPlugin(vendor: PluginVendor, overrides: ArchiveOverrides): Archive {
  return vendor === "confluent" ? confluentDynamoDbSink(overrides) : bundledDynamoDbSink;
}

/** Returns Confluent's DynamoDB sink; it needs a licence after 30 days. */
export function confluentDynamoDbSink(overrides: ArchiveOverrides = {}): Archive {
  return confluent(
    "kafka-connect-aws-dynamodb",
    "1.3.0",
    "io.confluent.connect.aws.dynamodb.DynamoDbSinkConnector",
    overrides,
  );
}

/** Returns Confluent's Datagen. */
export function confluentDatagen(overrides: ArchiveOverrides = {}): Archive {
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
  mainClass: string,
  { version = catalogueVersion, url, file, sha256 }: ArchiveOverrides,
): Archive {
  const archive = { name, version, mainClass };
  const checked = sha256 === undefined ? {} : { sha256 };
  if (file !== undefined) return { ...archive, source: { kind: "file", file, ...checked } };
  const fileName = `confluentinc-${name}-${version}.zip`;
  const address = url ?? `${CONFLUENT_HUB}/${name}/versions/${version}/${fileName}`;
  return { ...archive, source: { kind: "download", fileName, url: address, ...checked } };
}

/** Everything that is built from plugins/. */
export const bundledArchives: readonly Archive[] = [
  bundledOrdersSource,
  bundledDynamoDbSink,
  bundledS3Sink,
  debeziumMySql27,
  debeziumMySql19,
  debeziumPostgreSql27,
  kafkaClientTools,
  tryoutTool,
];
