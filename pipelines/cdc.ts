import { heartbeatTopic } from "../connectors/debezium";
import { keyAttribute } from "../connectors/dynamoDbSink";
import { SALES_TOPIC, SALES_TOPIC_PREFIX } from "../connectors/names";
import { createDatabase } from "./database";
import {
  createConnector,
  createDeadLetterTopic,
  createTable,
  createTopic,
  recordsRetention,
  sinkCapacity,
  stageSink,
  type Pipeline,
  type Platform,
} from "./platform";

const HASH_KEY = "key.ORDER_ID";
const ONE_DAY = { hours: 24 };

/** Changes of sales orders in Aurora flow through Debezium into a table, deletes included. */
export function cdcPipeline(platform: Platform): Pipeline {
  const { settings } = platform;
  const { database, capture, owned } = createDatabase(platform);
  const changes = createTopic(platform, "sales-orders", {
    topic: SALES_TOPIC,
    partitions: settings.ordersPartitions,
    retention: recordsRetention(settings),
  });
  const heartbeats = createTopic(platform, "heartbeats", {
    topic: heartbeatTopic(SALES_TOPIC_PREFIX),
    partitions: 1,
    retention: ONE_DAY,
    deletionProtection: false,
  });
  const deadLetters = createDeadLetterTopic(platform, "sales-orders-dead-letters");
  const table = createTable(platform, "sales-orders", {
    topic: SALES_TOPIC,
    hashKey: { name: keyAttribute(HASH_KEY), type: "N" },
  });

  const sink = stageSink(platform, {
    name: "sales-sink",
    topic: SALES_TOPIC,
    table,
    hashKey: HASH_KEY,
    changes: true,
    deadLetters,
  });
  return {
    database,
    topics: { salesOrders: changes, ...(deadLetters && { salesOrdersDeadLetters: deadLetters }) },
    tables: { salesOrders: table },
    connectors: {
      "sales-capture": createConnector(platform, capture, {
        capacity: {
          mcu: settings.captureMcu,
          workers: settings.captureWorkers,
          maxWorkers: settings.captureMaxWorkers,
        },
        database,
        after: [changes, ...owned, heartbeats, database],
      }),
      "sales-sink": createConnector(platform, sink, {
        capacity: sinkCapacity(settings),
        after: [changes, table, deadLetters, platform.licences],
      }),
    },
  };
}
