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

const catalogue = {
  bundledDynamoDbSink: () => bundledDynamoDbSink,
  bundledOrdersSource: () => bundledOrdersSource,
  bundledS3Sink: () => bundledS3Sink,
  confluentDatagen,
  confluentDynamoDbSink,
  debeziumMySql19: () => debeziumMySql19,
  debeziumMySql27: () => debeziumMySql27,
  debeziumPostgreSql27: () => debeziumPostgreSql27,
} satisfies Readonly<Record<string, () => Archive>>;

/** An archive of the catalogue, by the name under which TypeScript imports it. */
export type CatalogueArchive = keyof typeof catalogue;

/** Returns an archive by its name in the catalogue, or as it was described. */
export function archiveOf(archive: CatalogueArchive | Archive): Archive {
  return typeof archive === "string" ? catalogue[archive]() : archive;
}
