import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { planStage } from "../../../../local/declared/planStage";
import { translate } from "../../../../local/declared/translate";
import { FaultyDynamoDb, type Misbehaviour } from "../../../../local/faults/faultyDynamoDb";

const WRITES = [1, 2, 3, 4];

describe("A DynamoDB that misbehaves", () => {
  const received: string[] = [];
  let dynamoDb: Server;
  let faulty: FaultyDynamoDb | undefined;

  before(async () => {
    dynamoDb = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        received.push(Buffer.concat(chunks).toString());
        response.end(JSON.stringify({ UnprocessedItems: {} }));
      });
    });
    await new Promise<void>((resolve) => dynamoDb.listen(0, "127.0.0.1", resolve));
  });
  after(() => {
    dynamoDb.closeAllConnections();
    dynamoDb.close();
  });
  beforeEach(() => {
    received.length = 0;
  });
  afterEach(async () => {
    await faulty?.stop();
  });

  /** Sends a request of the stage's sink by way of one that misbehaves. */
  async function send(misbehaviour: Misbehaviour, operation = "BatchWriteItem"): Promise<Response> {
    faulty = await FaultyDynamoDb.start(misbehaviour);
    const { port } = dynamoDb.address() as AddressInfo;
    const { stage } = translate(await planStage({ stage: "dev", overrides: [] }), {
      bootstrapServers: "127.0.0.1:1",
      dynamoDbEndpoint: `http://127.0.0.1:${port}`,
      s3Endpoint: "http://127.0.0.1:5",
      secretsEndpoint: "http://127.0.0.1:1",
      schemasEndpoint: "http://127.0.0.1:9",
      database: { host: "127.0.0.1", port: 1, authority: "/run/ca.pem" },
      records: 1,
    });
    const sink = faulty.inFrontOf(stage).connectors.find(({ name }) => name.endsWith("-sink"));
    return fetch(sink?.config["aws.dynamodb.endpoint"] ?? assert.fail("no sink"), {
      method: "POST",
      headers: { "x-amz-target": `DynamoDB_20120810.${operation}` },
      body: JSON.stringify({ RequestItems: { orders: WRITES } }),
    });
  }

  function writesReceived(): unknown[] {
    return received.map(
      (body) => (JSON.parse(body) as { RequestItems: { orders: unknown } }).RequestItems.orders,
    );
  }

  it("passes on what it does not touch", async () => {
    const answer = await send({ share: 0, kind: "error" });
    assert.equal(answer.status, 200);
    assert.deepEqual(writesReceived(), [WRITES]);
    assert.deepEqual([faulty?.served, faulty?.misbehaved], [1, 0]);
  });

  it("lets everything but writes through", async () => {
    assert.equal((await send({ share: 1, kind: "error" }, "DescribeTable")).status, 200);
    assert.equal(received.length, 1);
  });

  it("denies access as IAM does, as often as it is told and then no more", async () => {
    const denied = await send({ share: 1, kind: "deny", most: 1 });
    assert.equal(denied.status, 400);
    assert.match(
      await denied.text(),
      /"com\.amazonaws\.dynamodb\.v20120810#AccessDeniedException"/,
    );
    await faulty?.stop();
    assert.equal((await send({ share: 1, kind: "deny", most: 0 })).status, 200);
    assert.deepEqual([faulty?.served, faulty?.misbehaved], [1, 0]);
  });

  it("throttles as DynamoDB does", async () => {
    const answer = await send({ share: 1, kind: "throttle" });
    assert.equal(answer.status, 400);
    assert.match(
      await answer.text(),
      /"com\.amazonaws\.dynamodb\.v20120810#ProvisionedThroughputExceededException"/,
    );
    assert.deepEqual(writesReceived(), []);
  });

  it("fails as DynamoDB does", async () => {
    const answer = await send({ share: 1, kind: "error" });
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /#InternalServerError"/);
  });

  it("does half of a batch and hands the rest back", async () => {
    const answer = await send({ share: 1, kind: "half" });
    assert.deepEqual(await answer.json(), { UnprocessedItems: { orders: WRITES.slice(2) } });
    assert.deepEqual(writesReceived(), [WRITES.slice(0, 2)]);
  });

  it("breaks the connection", async () => {
    await assert.rejects(send({ share: 1, kind: "reset" }), /fetch failed/);
    assert.equal(faulty?.misbehaved, 1);
  });
});
