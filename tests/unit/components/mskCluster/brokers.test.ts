import assert from "node:assert/strict";
import fc from "fast-check";
import {
  bootstrapServers,
  serverProperties,
  type BrokerNode,
} from "../../../../components/mskCluster/brokers";

const subnets = ["subnet-1", "subnet-2", "subnet-3"];
const node = (brokerId: number, clientSubnet: string): BrokerNode => ({
  brokerId,
  clientSubnet,
  endpoints: [`b-${brokerId}.example.com`],
});

/** Where each broker stands in a list. */
const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });

/** Brokers that are added in rounds, one in each zone a round, the zones in any order each time. */
const growing = fc.constantFrom(2, 3).chain((zones) =>
  fc
    .array(fc.shuffledSubarray(subnets.slice(0, zones), { minLength: zones }), {
      minLength: 1,
      maxLength: 10,
    })
    .map((rounds) => ({
      zones,
      nodes: rounds.flat().map((subnet, index) => node(index + 1, subnet)),
    })),
);

describe("bootstrapServers", () => {
  it("names the broker of the lowest id of each zone, in whatever order they are listed", () => {
    const listed = [node(4, "a"), node(2, "a"), node(3, "b"), node(1, "b")];
    assert.equal(bootstrapServers(listed), "b-1.example.com:9098,b-2.example.com:9098");
  });

  it("stays the same when brokers are added, round by round", () => {
    fc.assert(
      fc.property(growing, order, ({ zones, nodes }, keys) => {
        const first = bootstrapServers(nodes.slice(0, zones));
        assert.equal(first.split(",").length, zones);
        for (let count = zones; count <= nodes.length; count += zones) {
          const listed = nodes
            .slice(0, count)
            .map((each, index) => ({ each, at: keys[index] ?? 0 }))
            .sort((a, b) => a.at - b.at);
          assert.equal(bootstrapServers(listed.map(({ each }) => each)), first);
        }
      }),
    );
  });

  it("leaves out nodes that are no brokers", () => {
    const controller = { brokerId: 0, clientSubnet: "a", endpoints: [] };
    assert.equal(bootstrapServers([controller, node(1, "a")]), "b-1.example.com:9098");
  });
});

describe("serverProperties", () => {
  const args = { autoCreateTopics: false, replicationFactor: 3, minInsyncReplicas: 2 };

  it("renders the brokers' settings", () => {
    assert.deepEqual(serverProperties(args, "kafka.m7g.large"), {
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
    const properties = serverProperties(
      { ...args, partitions: 6, retentionHours: 24 },
      "kafka.t3.small",
    );
    assert.equal(properties["num.partitions"], "6");
    assert.equal(properties["log.retention.hours"], "24");
  });

  it("says of Express brokers nothing that Amazon MSK decides", () => {
    assert.deepEqual(serverProperties({ ...args, retentionHours: 24 }, "express.m7g.large"), {
      "auto.create.topics.enable": "false",
      "delete.topic.enable": "true",
      "log.retention.ms": "86400000",
      "num.partitions": "1",
    });
  });
});
