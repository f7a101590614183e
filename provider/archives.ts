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

/** An archive by its name in the catalogue, or one of somebody else's. */
export type DescribedArchive = CatalogueArchive | Archive;

/** Returns the archive that a description is of. */
export function archiveOf(archive: DescribedArchive): Archive {
  return typeof archive === "string" ? catalogue[archive]() : archive;
}
