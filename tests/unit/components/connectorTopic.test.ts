import assert from "node:assert/strict";
import { ConnectorTopic, type ConnectorTopicArgs } from "../../../components/connectorTopic";
import { evaluate } from "../../../plan/evaluate";

const defaults: ConnectorTopicArgs = {
  clusterArn: "arn:aws:kafka:us-east-1:123456789012:cluster/orders/uuid-1",
  topic: "orders.all",
  partitions: 6,
};

async function topic(args: Partial<ConnectorTopicArgs> = {}) {
  const made: ConnectorTopic[] = [];
  const { resources } = await evaluate(() => {
    made.push(new ConnectorTopic("orders", { ...defaults, ...args }));
  });
  const [first] = made;
  assert.ok(first);
  return { resources, topic: first };
}

describe("ConnectorTopic", () => {
  it("is no resource of AWS, and has the ARN by which policies name it", async () => {
    const { resources } = await topic();
    const [only, ...others] = resources;
    assert.deepEqual(others, []);
    assert.equal(only?.type, "msk-pipeline:components:ConnectorTopic");
    assert.equal(
      only.state["arn"],
      "arn:aws:kafka:us-east-1:123456789012:topic/orders/uuid-1/orders.all",
    );
  });

  it("says to a connector how it is to be made", async () => {
    const hours = await topic({ retention: { hours: 2 } });
    assert.deepEqual(hours.topic.made, {
      alias: "orders",
      topic: "orders.all",
      partitions: 6,
      configs: { "cleanup.policy": "delete", "retention.ms": "7200000" },
    });
    assert.deepEqual((await topic()).topic.made.configs, { "cleanup.policy": "compact" });
    assert.equal(hours.topic.name, "orders.all");
  });

  it("refuses what MSK Serverless has not, and what Kafka does not take", async () => {
    await assert.rejects(
      topic({ retention: { hours: 100, localHours: 1 } }),
      /retention\.localHours must be left out, since MSK Serverless has no tiered storage/,
    );
    await assert.rejects(topic({ topic: "a b" }), /topic must be 1 to 249 .*, got "a b"/);
    await assert.rejects(topic({ partitions: 0 }), /partitions must be .*, got 0/);
  });
});
