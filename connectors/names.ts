/**
 * Names that connectors, settings, pipelines and the local run have to agree on, each made in one
 * place.
 */
import { SALES_DATABASE, SALES_TABLE } from "./salesDatabase";

/** Topic of the made-up orders. */
export const ORDERS_TOPIC = "orders";

/** First part of the names of all topics of the sales database. */
export const SALES_TOPIC_PREFIX = "aurora";

/** Topic of the changes of the sales orders. */
export const SALES_TOPIC = changesTopic(SALES_TOPIC_PREFIX, SALES_DATABASE, SALES_TABLE);

/** Returns the topic in which Debezium writes a table's changes. */
export function changesTopic(topicPrefix: string, database: string, table: string): string {
  return `${topicPrefix}.${database}.${table}`;
}

/** Returns the name of a topic's table, by a format with `${topic}` for the topic's name. */
export function tableName(format: string, topic: string): string {
  return format.replaceAll("${topic}", topic);
}

/** Returns the name of a connector on MSK Connect, which is one of all stages of an account. */
export function connectorName(stage: string, name: string): string {
  return `${stage}-${name}`;
}

/**
 * Kafka Connect names a sink's consumer group after the sink; its offsets outlive a replacement.
 */
export function sinkGroup(connector: string): string {
  return `connect-${connector}`;
}

/**
 * Returns the topic of a connector's offsets. Left to itself, MSK Connect names it after the id of
 * each new connector, so a replaced source would start again, and each replacement would leave a
 * topic of 25 partitions behind.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html
 */
export function offsetsTopic(stage: string, name: string): string {
  return `__amazon_msk_connect_offsets_${stage}_${name}`;
}
