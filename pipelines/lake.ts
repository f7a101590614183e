import { bundledS3Sink } from "../archives/catalogue";
import { ORDERS_TOPIC } from "../connectors/names";
import { s3Sink } from "../connectors/s3Sink";
import { ordersStream } from "./ordersStream";
import {
  createBucket,
  createConnector,
  createDeadLetterTopic,
  deadLettersOf,
  sinkCapacity,
  type Pipeline,
  type Platform,
} from "./platform";

/** Made-up orders are kept as files in a bucket, by the hour; the topic is that of `orders`. */
export function lakePipeline(platform: Platform): Pipeline {
  const { settings, stage, region, encryption } = platform;
  const orders = ordersStream(platform);
  const deadLetters = createDeadLetterTopic(platform, "lake-dead-letters");
  const bucket = createBucket(platform, "lake");
  const sink = s3Sink({
    stage,
    name: "lake-sink",
    plugin: bundledS3Sink,
    topics: [ORDERS_TOPIC],
    region,
    bucket: { name: bucket.bucketName, arn: bucket.arn, ...encryption },
    tasks: settings.sinkTasks,
    deadLetters: deadLettersOf(settings, deadLetters),
  });
  return {
    topics: { orders: orders.topic, ...(deadLetters && { lakeDeadLetters: deadLetters }) },
    tables: {},
    buckets: { lake: bucket },
    connectors: {
      "orders-source": orders.source,
      "lake-sink": createConnector(platform, sink, {
        capacity: sinkCapacity(settings),
        after: [orders.topic, bucket, deadLetters],
      }),
    },
  };
}
