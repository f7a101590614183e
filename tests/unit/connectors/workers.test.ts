import assert from "node:assert/strict";
import { workerProperties } from "../../../connectors/connector";
import { ORDERS_TOPIC, SALES_TOPIC, sinkGroup, tableName } from "../../../connectors/names";

describe("workerProperties", () => {
  it("keep internal topics small and connect without haste, by keys that MSK Connect takes", () => {
    assert.deepEqual(workerProperties("offsets"), {
      "key.converter": "org.apache.kafka.connect.storage.StringConverter",
      "value.converter": "org.apache.kafka.connect.json.JsonConverter",
      "value.converter.schemas.enable": "false",
      "offset.storage.topic": "offsets",
      "offset.storage.partitions": "1",
      "status.storage.partitions": "1",
      "reconnect.backoff.ms": "1000",
      "producer.reconnect.backoff.ms": "1000",
      "consumer.reconnect.backoff.ms": "1000",
    });
  });
});

describe("names", () => {
  it("are those that Kafka Connect, Debezium and the sinks make", () => {
    assert.equal(sinkGroup("dev-orders-sink"), "connect-dev-orders-sink");
    assert.equal(SALES_TOPIC, "aurora.salesdb.SALES_ORDER");
    assert.equal(tableName("a_${topic}-b", ORDERS_TOPIC), "a_orders-b");
  });
});
