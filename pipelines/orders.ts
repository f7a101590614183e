import { keyAttribute } from "../connectors/dynamoDbSink";
import { ORDERS_TOPIC } from "../connectors/names";
import { ordersStream } from "./ordersStream";
import {
  createConnector,
  createDeadLetterTopic,
  createTable,
  sinkCapacity,
  stageSink,
  type Pipeline,
  type Platform,
} from "./platform";

const HASH_KEY = "value.orderid";

/** Made-up orders flow from a generator through the topic `orders` into a table. */
export function ordersPipeline(platform: Platform): Pipeline {
  const orders = ordersStream(platform);
  const deadLetters = createDeadLetterTopic(platform, "orders-dead-letters");
  const table = createTable(platform, "orders", {
    topic: ORDERS_TOPIC,
    hashKey: { name: keyAttribute(HASH_KEY), type: "N" },
  });
  const sink = stageSink(platform, {
    name: "orders-sink",
    topic: ORDERS_TOPIC,
    table,
    hashKey: HASH_KEY,
    deadLetters,
  });
  return {
    topics: { orders: orders.topic, ...(deadLetters && { deadLetters }) },
    tables: { orders: table },
    connectors: {
      "orders-source": orders.source,
      "orders-sink": createConnector(platform, sink, {
        capacity: sinkCapacity(platform.settings),
        after: [orders.topic, table, deadLetters, platform.licences],
      }),
    },
  };
}
