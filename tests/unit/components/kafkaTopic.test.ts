import assert from "node:assert/strict";
import { KafkaTopic, type KafkaTopicArgs } from "../../../components/kafkaTopic";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { assertFamily, one } from "../../helpers/resources";

const defaults: KafkaTopicArgs = {
  clusterArn: "arn:aws:kafka:us-east-1:123456789012:cluster/orders/uuid-1",
  topic: "orders",
  partitions: 6,
  replicationFactor: 3,
  minInsyncReplicas: 2,
};

async function topic(args: Partial<KafkaTopicArgs> = {}): Promise<PlannedResource> {
  const { resources } = await evaluate(() => new KafkaTopic("orders", { ...defaults, ...args }));
  assertFamily(resources, "orders");
  return one(resources, "aws:msk/topic:Topic");
}

describe("KafkaTopic", () => {
  it("has the partitions and copies that it is told", async () => {
    const { inputs } = await topic({ retention: { hours: 24 } });
    assert.deepEqual(inputs, {
      clusterArn: defaults.clusterArn,
      configs: '{"cleanup.policy":"delete","retention.ms":"86400000","min.insync.replicas":"2"}',
      name: "orders",
      partitionCount: 6,
      replicationFactor: 3,
    });
  });

  it("keeps older records in tiered storage, where the volumes keep fewer hours", async () => {
    const { inputs } = await topic({ retention: { hours: 720, localHours: 24 } });
    assert.deepEqual(JSON.parse(String(inputs["configs"])), {
      "cleanup.policy": "delete",
      "retention.ms": "2592000000",
      "remote.storage.enable": "true",
      "local.retention.ms": "86400000",
      "min.insync.replicas": "2",
    });
  });

  it("keeps the latest record of each key by default", async () => {
    const { inputs } = await topic();
    assert.equal(inputs["configs"], '{"cleanup.policy":"compact","min.insync.replicas":"2"}');
  });

  it("leaves to the brokers how many copies must have a record, where it is not told", async () => {
    const { inputs } = await topic({ minInsyncReplicas: undefined });
    assert.equal(inputs["configs"], '{"cleanup.policy":"compact"}');
  });

  it("is protected only where it is told so", async () => {
    assert.equal((await topic()).options.protect, undefined);
    const { options } = await topic({ deletionProtection: true });
    assert.equal(options.protect, true);
  });

  it("keeps its records, and the copies that it has, when it should have more of them", async () => {
    // The provider would replace it, and two topics of one name cannot be: the old one goes first.
    const { options } = await topic({ replicationFactor: 5 });
    assert.deepEqual(options, {
      deleteBeforeReplace: true,
      ignoreChanges: ["replicationFactor"],
    });
  });

  for (const [args, reason] of [
    [
      { topic: "my orders" },
      /topic must be 1 to 249 letters, digits, \., _ and -, got "my orders"/,
    ],
    [{ partitions: 0 }, /partitions must be a whole number from 1 to 10000, got 0/],
    [{ retention: { hours: 71, localHours: 24 } }, /retention\.hours must be 72 or more .* got 71/],
    [{ retention: { hours: 72, localHours: 72 } }, /localHours must be .* less than hours, .* 72/],
    [{ minInsyncReplicas: 4 }, /minInsyncReplicas must be a whole number from 1 to 3, got 4/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      await assert.rejects(topic(args), reason);
    });
  }
});
