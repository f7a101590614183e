import assert from "node:assert/strict";
import type { Plan } from "../../../plan/plan";
import {
  actionsOn,
  all,
  assertInputs,
  assertWaitsFor,
  at,
  one,
  statements,
} from "../../helpers/resources";
import { CLUSTER, CONNECTOR, TABLE, connectorOf, plan, policyOf } from "../../helpers/stagePlans";

const stages = ["dev", "staging", "prod"] as const;

for (const stage of stages) {
  describe(`stage ${stage}`, () => {
    let loaded: Plan;
    const topicArn = (topic: string): string =>
      `${String(loaded.outputs["clusterArn"]).replace(":cluster/", ":topic/")}/${topic}`;

    before(async () => {
      loaded = await plan(stage);
    });

    it("authenticates by IAM and encrypts in transit, everywhere", () => {
      assertInputs(one(loaded.resources, CLUSTER), {
        clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
        encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } },
      });
      for (const connector of all(loaded.resources, CONNECTOR)) {
        assertInputs(connector, {
          kafkaClusterClientAuthentication: { authenticationType: "IAM" },
          kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
        });
      }
    });

    it("places brokers and connectors in the private subnets", () => {
      const subnets = loaded.outputs["privateSubnetIds"];
      const brokers = one(loaded.resources, CLUSTER).inputs;
      assert.deepEqual(at(brokers, "brokerNodeGroupInfo", "clientSubnets"), subnets);
      for (const { inputs } of all(loaded.resources, CONNECTOR)) {
        const vpc = at(inputs, "kafkaCluster", "apacheKafkaCluster", "vpc");
        assert.deepEqual(at(vpc, "subnets"), subnets);
      }
    });

    it("admits nobody from outside of the VPC", () => {
      const rules = all(
        loaded.resources,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      );
      const range = at(one(loaded.resources, "awsx:ec2:Vpc").inputs, "cidrBlock");
      for (const { name, inputs } of rules) {
        const { cidrIpv4, fromPort, toPort } = inputs;
        // Interface endpoints answer to the VPC's own addresses; brokers to groups only.
        const expected = cidrIpv4 === undefined ? [undefined, 9098] : [range, 443];
        assert.deepEqual([cidrIpv4, fromPort, toPort], [...expected, expected[1]], name);
      }
    });

    it("names its connectors, cluster and table for good", () => {
      assert.deepEqual(
        ["orders-source", "orders-sink"].map((name) => connectorOf(loaded, name).inputs["name"]),
        [`${stage}-orders-source`, `${stage}-orders-sink`],
      );
      assert.equal(loaded.outputs["clusterName"], `msk-pipeline-${stage}`);
      assert.deepEqual(loaded.outputs["tables"], { orders: "kafka_orders" });
    });

    it("starts connectors after their grants, topics and table, and the way to it", () => {
      const topics = all(loaded.resources, "aws:msk/topic:Topic");
      const endpoints = all(loaded.resources, "aws:ec2/vpcEndpoint:VpcEndpoint");
      for (const name of ["orders-source", "orders-sink"]) {
        const policy = one(loaded.resources, "aws:iam/rolePolicy:RolePolicy", `${name}-policy`);
        assertWaitsFor(connectorOf(loaded, name), [policy, ...endpoints]);
      }
      const source = connectorOf(loaded, "orders-source");
      assertWaitsFor(
        source,
        topics.filter(({ inputs }) => inputs["name"] === "orders"),
      );
      const sink = connectorOf(loaded, "orders-sink");
      const others = topics.filter(({ name }) => name !== "orders-source-offsets-topic");
      assertWaitsFor(sink, [...others, one(loaded.resources, TABLE)]);
    });

    it("lets the source write orders and not read them", () => {
      assert.deepEqual(actionsOn(policyOf(loaded, "orders-source"), topicArn("orders")), [
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:WriteData",
      ]);
    });

    it("lets the sink read orders and not write them", () => {
      assert.deepEqual(actionsOn(policyOf(loaded, "orders-sink"), topicArn("orders")), [
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:ReadData",
      ]);
    });

    it("lets only the sink write the table, and do nothing else with it", () => {
      const arn = String(at(loaded.outputs["tableArns"], "orders"));
      assert.deepEqual(actionsOn(policyOf(loaded, "orders-sink"), arn), [
        "dynamodb:BatchWriteItem",
        "dynamodb:DescribeTable",
      ]);
      assert.deepEqual(actionsOn(policyOf(loaded, "orders-source"), arn), []);
    });

    it("grants no action or resource by wildcard, but the workers' own topics and group", () => {
      for (const name of ["orders-source", "orders-sink"]) {
        const granted = statements(policyOf(loaded, name));
        const wildcards = granted
          .flatMap(({ Action, Resource }) => [...Action, ...Resource])
          .filter((text) => text.includes("*"));
        const own = new RegExp(
          `/__amazon_msk_connect_(cluster|configs|status)_${stage}-${name}_\\*$`,
        );
        assert.deepEqual(
          wildcards.filter((text) => !own.test(text)),
          [],
        );
      }
    });

    it("lets no connector touch what is another's own", () => {
      const source = JSON.stringify(policyOf(loaded, "orders-source"));
      const sink = JSON.stringify(policyOf(loaded, "orders-sink"));
      assert.doesNotMatch(source, /orders-sink/);
      assert.doesNotMatch(sink, /orders-source/);
    });

    it("keeps the source's offsets when the source is replaced", () => {
      const worker = one(
        loaded.resources,
        "aws:mskconnect/workerConfiguration:WorkerConfiguration",
        "orders-source-worker",
      );
      assert.match(
        String(worker.inputs["propertiesFileContent"]),
        new RegExp(
          `^offset\\.storage\\.topic=__amazon_msk_connect_offsets_${stage}_orders-source$`,
          "m",
        ),
      );
    });

    it("keeps every log for the stage's time", () => {
      const days = { dev: 7, staging: 30, prod: 365 }[stage];
      for (const group of all(loaded.resources, "aws:cloudwatch/logGroup:LogGroup")) {
        assertInputs(group, { retentionInDays: days });
      }
    });

    it("uses no NAT, which orders need not", () => {
      assertInputs(one(loaded.resources, "awsx:ec2:Vpc"), { natGateways: { strategy: "None" } });
    });

    it("tags what it creates with project, stage and manager", () => {
      const expected = { Project: "msk-pipeline", Stage: stage, ManagedBy: "pulumi" };
      for (const resource of loaded.resources) {
        if (resource.inputs["tags"] !== undefined && resource.type.startsWith("aws")) {
          assertInputs(resource, { tags: expected });
        }
      }
    });

    it("tells of a key and a client of its own where it has them", () => {
      const { kmsKeyArn, clientInstanceId } = loaded.outputs;
      assert.deepEqual(
        [kmsKeyArn !== undefined, clientInstanceId !== undefined],
        stage === "prod" ? [true, false] : [false, true],
      );
    });

    it("holds no resource of two names or two of one", () => {
      const urns = loaded.resources.map(({ urn }) => urn);
      assert.equal(new Set(urns).size, urns.length);
    });
  });
}
