import { datagen } from "../connectors/datagen";
import { keyAttribute } from "../connectors/dynamoDbSink";
import { ORDERS_TOPIC } from "../connectors/names";
import { ordersPlugin } from "../archives/catalogue";
import {
  createConnector,
  createDeadLetterTopic,
  createTable,
  createTopic,
  sinkCapacity,
  stageSink,
  type Pipeline,
  type Platform,
} from "./platform";

const HASH_KEY = "value.orderid";

/** Made-up orders flow from a generator through the topic `orders` into a table. */
export function ordersPipeline(platform: Platform): Pipeline {
  const { settings, stage } = platform;
  const orders = createTopic(platform, "orders", {
    topic: ORDERS_TOPIC,
    partitions: settings.ordersPartitions,
    retention: { hours: settings.ordersRetentionHours },
  });
  const deadLetters = createDeadLetterTopic(platform, "orders-dead-letters");
  const table = createTable(platform, "orders", {
    topic: ORDERS_TOPIC,
    hashKey: { name: keyAttribute(HASH_KEY), type: "N" },
  });

  const source = datagen({
    stage,
    name: "orders-source",
    plugin: ordersPlugin(settings.plugins, {
      version: settings.confluentDatagenVersion,
      url: settings.confluentDatagenUrl,
      file: settings.confluentDatagenFile,
      sha256: settings.confluentDatagenSha256,
    }),
    topic: ORDERS_TOPIC,
    intervalMs: settings.orderIntervalMs,
  });
  const sink = stageSink(platform, {
    name: "orders-sink",
    topic: ORDERS_TOPIC,
    table,
    hashKey: HASH_KEY,
    deadLetters,
  });
  const sourceCapacity = {
    mcu: settings.sourceMcu,
    workers: settings.sourceWorkers,
    maxWorkers: settings.sourceMaxWorkers,
  };
  return {
    topics: { orders, ...(deadLetters && { deadLetters }) },
    tables: { orders: table },
    connectors: {
      "orders-source": createConnector(platform, source, {
        capacity: sourceCapacity,
        after: [orders],
      }),
      "orders-sink": createConnector(platform, sink, {
        capacity: sinkCapacity(settings),
        after: [orders, table, deadLetters, platform.licences],
      }),
    },
  };
}
