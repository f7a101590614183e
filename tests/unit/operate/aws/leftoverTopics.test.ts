import assert from "node:assert/strict";
import type { ConnectorSummary } from "@aws-sdk/client-kafkaconnect";
import { offsetsTopic } from "../../../../connectors/names";
import { cleanTopics } from "../../../../operate/aws/cleanTopics";
import { internalTopicOf } from "../../../../operate/aws/leftoverTopics";
import { UserError } from "../../../../support/userError";
import { FakeAws, outputs, type Refusal } from "../../../helpers/fakeAws";

const GONE = "12345678-09e7-4abc-8be8-c657f7e4ff32-2";
const HERE = "87654321-09e7-4abc-8be8-c657f7e4ff32-3";
const { clusterArn } = outputs;

const arnOf = (name: string, id: string): string =>
  `arn:aws:kafkaconnect:eu-west-1:123456789012:connector/${name}/${id}`;
const connector = (name: string, id: string): ConnectorSummary => ({
  connectorName: name,
  connectorArn: arnOf(name, id),
  connectorState: "RUNNING",
});
const three = (name: string, id: string): string[] =>
  ["configs", "offsets", "status"].map((kind) => `__amazon_msk_connect_${kind}_${name}_${id}`);

interface Deployed {
  readonly topics: readonly string[];
  readonly connectors: readonly (readonly ConnectorSummary[] | Refusal)[];
  readonly declared?: readonly string[];
  readonly connectorArns?: Readonly<Record<string, string>>;
  readonly yes?: boolean;
}

/** Cleans a stage dev that has these topics, two a page, and these pages of connectors. */
async function clean(deployed: Deployed): Promise<{
  readonly deleted: string[];
  readonly said: string;
  readonly error: unknown;
}> {
  const { topics, connectors, declared = [], connectorArns = {}, yes = true } = deployed;
  const aws = new FakeAws({
    DELETE: () => ({ status: "DELETING" }),
    "/topics": ({ nextToken }) => {
      const start = Number(nextToken ?? 0);
      const page = topics.slice(start, start + 2);
      return {
        topics: page.map((topicName) => ({ topicName, partitionCount: 25, replicationFactor: 3 })),
        ...(start + 2 < topics.length && { nextToken: String(start + 2) }),
      };
    },
    "/v1/connectors": (_, time) => {
      const page = connectors[time];
      if (page !== undefined && "refused" in page) return page;
      return {
        connectors: page ?? [],
        ...(time + 1 < connectors.length && { nextToken: "more" }),
      };
    },
  });
  const said: string[] = [];
  const write = (text: string): void => void said.push(text);
  const stage = { stage: "dev", clusterArn, connectorArns, declared };
  const error = await aws
    .withClients((clients) => cleanTopics(clients, stage, { yes }, { print: write, note: write }))
    .catch((reason: unknown) => reason);
  const deleted = aws.calls
    .filter(({ operation }) => operation === "DELETE")
    .map(({ path }) => path.slice(`/v1/clusters/${clusterArn}/topics/`.length));
  return { deleted, said: said.join("\n"), error };
}

describe("internalTopicOf", () => {
  it("reads the connector and its id from each kind of topic", () => {
    for (const name of three("dev-orders_sink", GONE)) {
      assert.deepEqual(internalTopicOf(name), { connector: "dev-orders_sink", id: GONE });
    }
  });

  const others = [
    offsetsTopic("dev", "orders-source"),
    `__amazon_msk_connect_offsets_dev-orders-sink_${GONE.slice(0, -2)}`,
    `__amazon_msk_connect_offsets_dev-orders-sink_${GONE}-copy`,
    `__amazon_msk_connect_offsets_dev-orders-sink_${GONE.toUpperCase()}`,
    `__amazon_msk_connect_offsets_${GONE}`,
    `__amazon_msk_connect_backup_dev-orders-sink_${GONE}`,
    `x__amazon_msk_connect_status_dev-orders-sink_${GONE}`,
    "__consumer_offsets",
    "orders",
  ];
  for (const name of others) {
    it(`takes ${name} for none of them`, () => {
      assert.equal(internalTopicOf(name), undefined);
    });
  }
});

describe("Topics of connectors that are gone", () => {
  const leftovers = three("dev-orders-sink", GONE);
  const own = three("dev-orders-sink", HERE);
  const topics = ["orders", offsetsTopic("dev", "orders-source"), ...leftovers, ...own];
  const connectors = [
    [connector("another", "11111111-09e7-4abc-8be8-c657f7e4ff32-1")],
    [connector("dev-orders-sink", HERE)],
  ];

  it("are listed with their partitions and why they are left over, and deleted only with --yes", async () => {
    const { deleted, said, error } = await clean({ topics, connectors, yes: false });
    assert.equal(error, undefined);
    assert.deepEqual(deleted, []);
    for (const name of leftovers) {
      assert.match(said, new RegExp(`^${name} +25  dev-orders-sink, id ${GONE}$`, "m"));
    }
    for (const name of own) assert.ok(!said.includes(name));
    assert.match(
      said,
      /No connector of account 123456789012 in eu-west-1 has these ids: 3 topics with 75 partitions/,
    );
    assert.match(said, /npm run clean -- --aws --stage dev --yes/);
  });

  it("are deleted with --yes, and nothing else is", async () => {
    const { deleted, said, error } = await clean({ topics, connectors });
    assert.equal(error, undefined);
    assert.deepEqual(deleted, leftovers);
    assert.match(said, new RegExp(`^Deleted ${leftovers[2] ?? ""}$`, "m"));
  });

  it("are left over too when no connector of the name is there any more", async () => {
    const { deleted } = await clean({ topics: leftovers, connectors: [[]] });
    assert.deepEqual(deleted, leftovers);
  });

  it("are not those of a connector that is being deleted", async () => {
    const ending = { ...connector("dev-orders-sink", GONE), connectorState: "DELETING" as const };
    const { deleted, said } = await clean({ topics: leftovers, connectors: [[ending]] });
    assert.deepEqual(deleted, []);
    assert.match(said, /have left no topics behind/);
  });

  it("are kept where the stack declares them", async () => {
    const [declared = "", ...others] = leftovers;
    const { deleted } = await clean({ topics, connectors, declared: [declared] });
    assert.deepEqual(deleted, others);
  });

  it("are kept where they are named after no connector of the stage", async () => {
    const foreign = [...three("billing-sink", GONE), ...three("development-sink", GONE)];
    assert.deepEqual((await clean({ topics: foreign, connectors })).deleted, []);
  });

  it("are kept where a connector of the name has no topics with its own id", async () => {
    const { deleted } = await clean({ topics: leftovers, connectors });
    assert.deepEqual(deleted, []);
  });

  it("are never deleted when the list of connectors breaks off", async () => {
    const [first = []] = connectors;
    const refused = { refused: "ForbiddenException", message: "no more" };
    const { deleted, error } = await clean({
      topics,
      connectors: [first, refused],
    });
    assert.match(String(error), /ForbiddenException/);
    assert.deepEqual(deleted, []);
  });

  it("are never deleted when a connector is listed without its ARN", async () => {
    const { deleted, error } = await clean({ topics, connectors: [[{ connectorName: "x" }]] });
    assert.match(String(error), /a connector without name or ARN/);
    assert.deepEqual(deleted, []);
  });

  it("are never deleted when a connector that the stage deployed is not listed", async () => {
    const arn = arnOf("dev-orders-source", HERE);
    const connectorArns = { "dev-orders-source": arn };
    const { deleted, error } = await clean({ topics, connectors, connectorArns });
    assert.ok(error instanceof UserError);
    assert.ok(error.message.includes(arn), error.message);
    assert.match(error.message, /credentials of the stage's account.*pulumi refresh/);
    assert.deepEqual(deleted, []);
  });
});
