import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  bundledDynamoDbSink,
  bundledOrdersSource,
  confluentDatagen,
} from "../../../archives/catalogue";
import { inAvro } from "../../../connectors/avro";
import type { Connector } from "../../../connectors/connector";
import { datagen } from "../../../connectors/datagen";
import { dynamoDbSink } from "../../../connectors/dynamoDbSink";

const registry = {
  name: "msk-pipeline-dev",
  arn: "arn:aws:glue:eu-west-1:123456789012:registry/msk-pipeline-dev",
  region: "eu-west-1",
};
const source = datagen({
  stage: "dev",
  name: "orders-source",
  plugin: bundledOrdersSource,
  topic: "orders",
  intervalMs: 100,
});
const sink = dynamoDbSink({
  stage: "dev",
  name: "orders-sink",
  plugin: bundledDynamoDbSink,
  topics: ["orders"],
  region: "eu-west-1",
  tables: [],
  tableNameFormat: "kafka_${topic}",
  hashKey: "value.orderid:id",
  tasks: 1,
});

const reading = {
  "value.converter": "com.amazonaws.services.schemaregistry.kafkaconnect.AWSKafkaAvroConverter",
  "value.converter.region": "eu-west-1",
  "value.converter.registry.name": "msk-pipeline-dev",
  "value.converter.avroRecordType": "GENERIC_RECORD",
};

function valueConverter({ config }: Connector): object {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => key.startsWith("value.converter")),
  );
}

function resourcesOf({ access }: Connector): Promise<string[]> {
  const all = pulumi.output(access.flatMap(({ resources }) => resources));
  return new Promise((resolve) => {
    all.apply(resolve);
  });
}

describe("inAvro", () => {
  it("has a source write with AWS's converter, and register what it meets", async () => {
    const avro = inAvro(source, registry);
    assert.deepEqual(valueConverter(avro), {
      ...reading,
      "value.converter.schemaAutoRegistrationEnabled": "true",
      "value.converter.compatibility": "BACKWARD",
    });
    assert.deepEqual(
      avro.access.map(({ sid }) => sid),
      ["RegisterSchemas", "ReadSchemas"],
    );
    assert.deepEqual(await resourcesOf(avro), [
      registry.arn,
      "arn:aws:glue:eu-west-1:123456789012:schema/msk-pipeline-dev/orders",
      "*",
    ]);
  });

  it("has a sink read, and register nothing", () => {
    const avro = inAvro(sink, registry);
    assert.deepEqual(valueConverter(avro), reading);
    assert.deepEqual(
      avro.access.slice(sink.access.length).map(({ actions }) => actions),
      [["glue:GetSchemaVersion"]],
    );
  });

  it("changes nothing else but the plugin, which has the converter too", () => {
    const avro = inAvro(sink, registry);
    assert.deepEqual(avro.plugin, {
      ...bundledDynamoDbSink,
      name: "dynamodb-sink-glue",
      source: { kind: "build", module: "dynamodb-sink", profile: "glue" },
    });
    const { plugin, config, access } = sink;
    assert.deepEqual({ ...avro, plugin, config, access }, sink);
    const withoutValues = ({ config }: Connector): object =>
      Object.fromEntries(Object.entries(config).filter(([key]) => !key.startsWith("value.")));
    assert.deepEqual(withoutValues(avro), withoutValues(sink));
  });

  it("is refused to a plugin that is not built here", () => {
    const plugin = confluentDatagen();
    assert.throws(
      () => inAvro({ ...source, plugin }, registry),
      /^Error: AWS's converter can be added to what is built from plugins\/ only, not to kafka-connect-datagen\.$/,
    );
  });
});
