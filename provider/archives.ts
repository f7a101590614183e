import type { Archive } from "../archives/archive";
import {
  bundledDynamoDbSink,
  bundledOrdersSource,
  bundledS3Sink,
  confluentDatagen,
  confluentDynamoDbSink,
  debeziumMySql19,
  debeziumMySql27,
  debeziumPostgreSql27,
} from "../archives/catalogue";

/** An archive of the catalogue, which TypeScript imports by this name. */
export type CatalogueArchive =
  | "bundledDynamoDbSink"
  | "bundledOrdersSource"
  | "bundledS3Sink"
  | "confluentDatagen"
  | "confluentDynamoDbSink"
  | "debeziumMySql19"
  | "debeziumMySql27"
  | "debeziumPostgreSql27";

const catalogue: Readonly<Record<CatalogueArchive, () => Archive>> = {
  bundledDynamoDbSink: () => bundledDynamoDbSink,
  bundledOrdersSource: () => bundledOrdersSource,
  bundledS3Sink: () => bundledS3Sink,
  confluentDatagen,
  confluentDynamoDbSink,
  debeziumMySql19: () => debeziumMySql19,
  debeziumMySql27: () => debeziumMySql27,
  debeziumPostgreSql27: () => debeziumPostgreSql27,
};

/** Returns an archive by its name in the catalogue, or as it was described. */
export function archiveOf(archive: CatalogueArchive | Archive): Archive {
  return typeof archive === "string" ? catalogue[archive]() : archive;
}
