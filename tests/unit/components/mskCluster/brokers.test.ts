import assert from "node:assert/strict";
import fc from "fast-check";
import { bootstrapServers, serverProperties } from "../../../../components/mskCluster/brokers";

const nodes = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 });
const node = (brokerId: number): { brokerId: number; endpoints: string[] } => ({
  brokerId,
  endpoints: [`b-${brokerId}.example.com`],
});

describe("bootstrapServers", () => {
  it("names the first three brokers by id, in whatever order they are listed", () => {
    fc.assert(
      fc.property(nodes, (ids) => {
        const expected = ids
          .toSorted((a, b) => a - b)
          .slice(0, 3)
          .map((id) => `b-${id}.example.com:9098`);
        assert.equal(bootstrapServers(ids.map(node)), expected.join(","));
      }),
    );
  });

  it("stays the same when brokers are added after the first three", () => {
    const three = bootstrapServers([1, 2, 3].map(node));
    assert.equal(bootstrapServers([6, 5, 4, 3, 2, 1].map(node)), three);
  });

  it("leaves out nodes that are no brokers", () => {
    const controller = { brokerId: 0, endpoints: [] };
    assert.equal(bootstrapServers([controller, node(1)]), "b-1.example.com:9098");
  });
});

describe("serverProperties", () => {
  const args = { autoCreateTopics: false, replicationFactor: 3, minInsyncReplicas: 2 };

  it("renders the brokers' settings", () => {
    assert.deepEqual(serverProperties(args), {
      "auto.create.topics.enable": "false",
      "default.replication.factor": "3",
      "delete.topic.enable": "true",
      "log.retention.hours": "168",
      "min.insync.replicas": "2",
      "num.partitions": "1",
      "unclean.leader.election.enable": "false",
    });
  });

  it("takes the partitions and retention of topics that brokers create", () => {
    const properties = serverProperties({ ...args, partitions: 6, retentionHours: 24 });
    assert.equal(properties["num.partitions"], "6");
    assert.equal(properties["log.retention.hours"], "24");
  });
});
