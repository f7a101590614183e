import { named, workerProperties, type Archive, type Connector } from "msk-pipeline/connectors";

/** Kafka's own, from Maven Central; any connector there will do. */
const plugin: Archive = {
  name: "connect-file",
  version: "3.7.2",
  mainClass: "org.apache.kafka.connect.file.FileStreamSourceConnector",
  source: { kind: "maven", coordinates: "org.apache.kafka:connect-file:3.7.2" },
};

/** Sends each line of a file of its worker as `{ line }`. */
export function fileSource(args: { stage: string; file: string; topic: string }): Connector {
  const own = named(args.stage, "releases-source");
  return {
    ...own,
    kind: "source",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": "1",
      file: args.file,
      topic: args.topic,
      transforms: "hoist",
      "transforms.hoist.type": "org.apache.kafka.connect.transforms.HoistField$Value",
      "transforms.hoist.field": "line",
    },
    reads: [],
    writes: [args.topic],
    owns: [],
    groups: [],
    access: [],
    worker: workerProperties(own.offsets),
  };
}
