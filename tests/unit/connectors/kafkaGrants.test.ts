import assert from "node:assert/strict";
import { connectorGrants, connectorTrust } from "../../../connectors/kafkaGrants";
import { policyDocument } from "../../../support/iamPolicies";
import { actionsOn, statements } from "../../helpers/resources";

const cluster = "arn:aws-us-gov:kafka:us-gov-west-1:123456789012:cluster/orders/uuid-1";
const topic = (name: string): string =>
  `arn:aws-us-gov:kafka:us-gov-west-1:123456789012:topic/orders/uuid-1/${name}`;
const group = (name: string): string =>
  `arn:aws-us-gov:kafka:us-gov-west-1:123456789012:group/orders/uuid-1/${name}`;

const nothing = { reads: [], writes: [], owns: [], creates: [], groups: [] };
const named = { name: "dev-sink", offsets: "offsets" };
const policy = (lists: Partial<Record<keyof typeof nothing, readonly string[]>>): string =>
  policyDocument(connectorGrants(cluster, { ...named, ...nothing, ...lists }));

describe("connectorGrants", () => {
  it("allows to connect to the cluster and nothing else of it", () => {
    assert.deepEqual(actionsOn(policy({}), cluster), [
      "kafka-cluster:Connect",
      "kafka-cluster:DescribeCluster",
    ]);
  });

  it("allows to read what the connector reads, and not to write it", () => {
    assert.deepEqual(actionsOn(policy({ reads: ["orders"] }), topic("orders")), [
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:ReadData",
    ]);
  });

  it("allows to write what the connector writes, and not to read it", () => {
    assert.deepEqual(actionsOn(policy({ writes: ["orders"] }), topic("orders")), [
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:WriteData",
    ]);
  });

  it("allows to create, read and write what the connector keeps for itself", () => {
    assert.deepEqual(actionsOn(policy({ owns: ["history"] }), topic("history")), [
      "kafka-cluster:CreateTopic",
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:ReadData",
      "kafka-cluster:WriteData",
    ]);
  });

  it("allows to read and write the topic of the offsets, which the stack makes", () => {
    assert.deepEqual(actionsOn(policy({}), topic("offsets")), [
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:ReadData",
      "kafka-cluster:WriteData",
    ]);
  });

  it("allows to make the topics that the connector makes, by that alone", () => {
    assert.deepEqual(actionsOn(policy({ creates: ["orders"] }), topic("orders")), [
      "kafka-cluster:CreateTopic",
    ]);
  });

  it("allows the workers their own topics, which MSK Connect names after the connector", () => {
    for (const role of ["configs", "status"]) {
      const own = topic(`__amazon_msk_connect_${role}_dev-sink_*`);
      assert.ok(actionsOn(policy({}), own).includes("kafka-cluster:CreateTopic"));
    }
  });

  it("allows to join the connector's groups and the workers' own", () => {
    const joined = policy({ groups: ["connect-dev-sink"] });
    for (const name of ["connect-dev-sink", "__amazon_msk_connect_cluster_dev-sink_*"]) {
      assert.deepEqual(actionsOn(joined, group(name)), [
        "kafka-cluster:AlterGroup",
        "kafka-cluster:DescribeGroup",
      ]);
    }
  });

  it("makes no statement for nothing, which IAM would refuse", () => {
    const sids = statements(policy({})).map(({ Sid }) => Sid);
    assert.deepEqual(sids, ["ConnectToCluster", "OwnTopics", "KeepOffsets", "JoinGroups"]);
  });
});

describe("connectorTrust", () => {
  it("trusts MSK Connect only for this account and this connector", () => {
    assert.deepEqual(JSON.parse(connectorTrust(cluster, "dev-sink")), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "kafkaconnect.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: {
              "aws:SourceArn":
                "arn:aws-us-gov:kafkaconnect:us-gov-west-1:123456789012:connector/dev-sink/*",
            },
          },
        },
      ],
    });
  });
});
