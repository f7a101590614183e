import assert from "node:assert/strict";
import type { Box, BoxKind, Model } from "../../../../plan/graph/boxes";
import { CLUSTERS } from "../../../../plan/declared";
import { leftOutTypes } from "../../../../plan/graph/leftOut";
import { modelOf } from "../../../../plan/graph/model";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import { drawnPlans } from "../../../helpers/drawnPlans";
import { plan } from "../../../helpers/stagePlans";

const sentences = ({ edges }: Model, kind: string): string[] =>
  edges.filter((edge) => edge.kind === kind).map(({ about }) => about);

const names = ({ boxes }: Model, ...kinds: readonly BoxKind[]): string[] =>
  boxes.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

const boxOf = ({ boxes }: Model, kind: BoxKind, name: string): Box => {
  const found = boxes.find((box) => box.kind === kind && box.name === name);
  assert.ok(found, `${kind} ${name}`);
  return found;
};

const namesIn = (loaded: Plan, type: string, key = "name"): unknown[] =>
  resourcesOfType(loaded, type).map(({ inputs }) => inputs[key]);

describe("What a drawing shows", () => {
  it("is nothing of a program without a network and a cluster, and says what is missing", () => {
    const nothing = { project: "releases", stack: "dev", resources: [], outputs: {} };
    assert.throws(
      () => modelOf(nothing),
      /releases makes no awsx:ec2:Vpc and no aws:msk\/cluster:Cluster: print its plan without --graph/,
    );
  });

  for (const [name, load] of drawnPlans) {
    it(`is everything that ${name} has of what is drawn, once`, async () => {
      const loaded = await load();
      const model = modelOf(loaded);
      const expected: readonly (readonly [unknown[], readonly BoxKind[]])[] = [
        [namesIn(loaded, "aws:mskconnect/connector:Connector"), ["source", "sink"]],
        [
          [
            ...namesIn(loaded, "aws:msk/topic:Topic"),
            ...namesIn(loaded, "msk-pipeline:components:ConnectorTopic", "topic"),
          ],
          ["topic", "dead letters", "kept topic"],
        ],
        [namesIn(loaded, "aws:dynamodb/table:Table"), ["table"]],
        [CLUSTERS.flatMap((type) => namesIn(loaded, type, "clusterName")), ["cluster"]],
        [namesIn(loaded, "aws:rds/cluster:Cluster", "clusterIdentifier"), ["database"]],
        [namesIn(loaded, "aws:rds/clusterInstance:ClusterInstance", "identifier"), ["instance"]],
        [namesIn(loaded, "aws:secretsmanager/secret:Secret"), ["secret"]],
      ];
      for (const [inPlan, kinds] of expected) {
        assert.deepEqual(names(model, ...kinds).sort(), inPlan.sort(), kinds.join());
      }
      const ids = model.boxes.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
    });

    it(`or is left out of ${name} by its type`, async () => {
      const loaded = await load();
      const { boxes } = modelOf(loaded);
      const shown = new Set(boxes.flatMap(({ shows }) => shows));
      const components = new Set(loaded.resources.map(({ parent }) => parent));
      const unsaid = loaded.resources.filter(
        ({ urn, type }) => !shown.has(urn) && !components.has(urn) && !(type in leftOutTypes),
      );
      assert.deepEqual(
        unsaid.map(({ urn }) => urn),
        [],
      );
      const both = loaded.resources.filter(
        ({ urn, type }) => shown.has(urn) && type in leftOutTypes,
      );
      assert.deepEqual(both, []);
    });

    it(`has edges between boxes of ${name} only`, async () => {
      const { boxes, edges } = modelOf(await load());
      const ids = new Set(boxes.map(({ id }) => id));
      assert.deepEqual(
        edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to)),
        [],
      );
    });
  }

  it("counts what it leaves out", async () => {
    const loaded = await plan("dev");
    const alien = { type: "aws:sqs/queue:Queue", urn: "urn:queue", parent: undefined };
    const [first] = loaded.resources;
    assert.ok(first);
    const { leftOut } = modelOf({
      ...loaded,
      resources: [...loaded.resources, { ...first, ...alien }],
    });
    const counted = new Map(leftOut.map(({ thing, count }) => [thing, count]));
    assert.equal(counted.get("role"), resourcesOfType(loaded, "aws:iam/role:Role").length);
    assert.equal(counted.get("aws:sqs/queue:Queue"), 1, "a type that nobody has put into words");
  });

  it("says of each part what there is to know of it", async () => {
    const dev = modelOf(await plan("dev", "pipeline=all"));
    assert.deepEqual(boxOf(dev, "source", "dev-sales-capture").details, [
      "Kafka Connect 3.7.x",
      "1 worker of 1 MCU",
      "debezium-mysql-2.7",
    ]);
    assert.equal(boxOf(dev, "source", "dev-sales-capture").label, "MSK Connect capture");
    assert.equal(boxOf(dev, "source", "dev-orders-source").label, "MSK Connect source");
    assert.deepEqual(boxOf(dev, "topic", "orders").details, ["1 partition, 2 copies"]);
    assert.deepEqual(boxOf(dev, "table", "kafka_orders").details, ["key orderid (N)", "on demand"]);
    assert.deepEqual(boxOf(dev, "instance", "msk-pipeline-dev-1").details, [
      "db.serverless",
      "0.5–2 ACU",
    ]);
    const prod = modelOf(await plan("prod", "pipeline=all"));
    assert.ok(boxOf(prod, "sink", "prod-orders-sink").details.includes("1–3 workers of 1 MCU"));
    assert.equal(boxOf(prod, "vpc", "10.2.0.0/16").label, "VPC");
    assert.deepEqual(boxOf(prod, "cluster", "msk-pipeline-prod").details, [
      "Kafka 3.9.x.kraft",
      "3 × kafka.m7g.large",
    ]);
    assert.deepEqual(names(prod, "key"), ["alias/msk-pipeline-prod"]);
    const provisioned = modelOf(await plan("dev", "tableBillingMode=provisioned"));
    assert.ok(
      boxOf(provisioned, "table", "kafka_orders").details.includes("5 read, 5 write units"),
    );
  });

  it("puts brokers, client and endpoints into the zones that they stand in", async () => {
    const model = modelOf(await plan("dev"));
    const within = (kind: BoxKind): unknown[] =>
      model.boxes.filter((box) => box.kind === kind).map((box) => [box.within, box.name]);
    const [first, second] = ["subnet:us-east-1a Private", "subnet:us-east-1b Private"];
    assert.deepEqual(within("brokers"), [
      [first, "1 broker"],
      [second, "1 broker"],
    ]);
    assert.deepEqual(within("client"), [[first, "Kafka client"]]);
    assert.deepEqual(within("interface endpoints"), [[first, "ec2messages, ssm, ssmmessages"]]);
    assert.deepEqual(within("gateway endpoint").sort(), [
      ["vpc:VPC", "dynamodb"],
      ["vpc:VPC", "s3"],
    ]);
    const twice = modelOf(await plan("dev", "brokers=4"));
    assert.deepEqual(names(twice, "brokers"), ["2 brokers", "2 brokers"]);
  });

  it("has public subnets and NAT gateways where the stage has them", async () => {
    const nats = async (nat: string): Promise<unknown[]> => {
      const { boxes } = modelOf(await plan("staging", `nat=${nat}`));
      const inPublic = boxes.filter(({ label }) => label === "Public subnet").length;
      return [inPublic, boxes.filter(({ kind }) => kind === "nat").map(({ within }) => within)];
    };
    const zones = ["a", "b", "d"].map((letter) => `subnet:us-east-1${letter} Public`);
    assert.deepEqual(await nats("none"), [0, []]);
    assert.deepEqual(await nats("single"), [3, zones.slice(0, 1)]);
    assert.deepEqual(await nats("onePerAz"), [3, zones]);
  });
});

describe("The edges of a drawing", () => {
  it("lead records from the database and the generator into tables and buckets", async () => {
    assert.deepEqual(sentences(modelOf(await plan("prod", "pipeline=all")), "records"), [
      "prod-lake-sink reads orders",
      "prod-lake-sink stores in lake-bucket",
      "prod-orders-sink reads orders",
      "prod-orders-sink stores in kafka_orders",
      "prod-orders-source writes orders",
      "prod-sales-capture captures the changes of msk-pipeline-prod",
      "prod-sales-capture writes aurora.salesdb.SALES_ORDER",
      "prod-sales-sink reads aurora.salesdb.SALES_ORDER",
      "prod-sales-sink stores in kafka_aurora.salesdb.SALES_ORDER",
    ]);
  });

  it("set aside what sinks cannot store, where the stage has topics for it", async () => {
    assert.deepEqual(sentences(modelOf(await plan("prod")), "dead letters"), [
      "prod-orders-sink sets records aside in orders-dead-letters",
    ]);
    assert.deepEqual(sentences(modelOf(await plan("dev")), "dead letters"), []);
  });

  it("are rights too, which the policies of the roles give", async () => {
    assert.deepEqual(sentences(modelOf(await plan("dev", "pipeline=cdc")), "grant"), [
      "dev-sales-capture may read msk-pipeline-dev-debezium",
      "dev-sales-capture may write __debezium-heartbeat.aurora",
      "dev-sales-capture may read and write __amazon_msk_connect_offsets_dev_sales-capture",
      "dev-sales-capture may read and write aurora-schema-history",
      "dev-sales-sink may read and write __amazon_msk_connect_offsets_dev_sales-sink",
      "The Kafka client may read and write aurora.salesdb.SALES_ORDER",
    ]);
  });

  it("are gone with the statements that give the right", async () => {
    const loaded = await plan("dev", "pipeline=cdc");
    const denied = loaded.resources.map((resource) =>
      resource.name === "sales-capture-policy"
        ? {
            ...resource,
            inputs: { ...resource.inputs, policy: denying(resource.inputs["policy"]) },
          }
        : resource,
    );
    const grants = sentences(modelOf({ ...loaded, resources: denied }), "grant");
    assert.deepEqual(
      grants.filter((about) => about.startsWith("dev-sales-capture")),
      [],
    );
  });
});

const denying = (policy: unknown): string => String(policy).replaceAll('"Allow"', '"Deny"');
