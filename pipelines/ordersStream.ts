import type { MskConnector } from "../components";
import { ordersPlugin } from "../archives/catalogue";
import { datagen } from "../connectors/datagen";
import { ORDERS_TOPIC } from "../connectors/names";
import {
  createConnector,
  createTopic,
  recordsRetention,
  type Platform,
  type Topic,
} from "./platform";

/** Made-up orders on their way from a generator into the topic `orders`. */
export interface OrdersStream {
  readonly topic: Topic;
  readonly source: MskConnector;
}

const streams = new WeakMap<Platform, OrdersStream>();

/** Makes the stage's orders, once for all pipelines that store them. */
export function ordersStream(platform: Platform): OrdersStream {
  const stream = streams.get(platform) ?? createStream(platform);
  streams.set(platform, stream);
  return stream;
}

function createStream(platform: Platform): OrdersStream {
  const { settings, stage } = platform;
  const topic = createTopic(platform, "orders", {
    topic: ORDERS_TOPIC,
    partitions: settings.ordersPartitions,
    retention: recordsRetention(settings),
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
  return {
    topic,
    source: createConnector(platform, source, {
      capacity: {
        mcu: settings.sourceMcu,
        workers: settings.sourceWorkers,
        maxWorkers: settings.sourceMaxWorkers,
      },
      after: [topic],
    }),
  };
}
