import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { CapacityModel, type Provisioned } from "./capacityModel";

const batchSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: z.looseObject({ orderid: z.object({ N: z.string() }) }) }),
      }),
    ),
  ),
});
const tableSchema = z.object({ TableName: z.string() });

/**
 * Stands in for DynamoDB where DynamoDB Local cannot: it throttles, which that never does, or takes
 * everything after a fixed time, which costs next to nothing. Stores nothing.
 */
export class StandIn {
  readonly models = new Map<string, CapacityModel>();
  /** Items that tables without a model have taken. */
  items = 0;
  readonly #server: Server;

  private constructor(private readonly latencyMs: number) {
    this.#server = createServer((incoming, outgoing) => {
      void this.answer(incoming, outgoing);
    });
    // Longer than any measurement: no connection ends because the sink was throttled.
    this.#server.keepAliveTimeout = 600_000;
  }

  /** Starts one that answers each write after so many milliseconds. */
  static async start(port: number, latencyMs: number): Promise<StandIn> {
    const standIn = new StandIn(latencyMs);
    standIn.#server.listen(port, "127.0.0.1");
    await once(standIn.#server, "listening");
    return standIn;
  }

  /** Gives a table a capacity, which counts from now. */
  model(table: string, provisioned: Provisioned): CapacityModel {
    const model = new CapacityModel(provisioned);
    this.models.set(table, model);
    return model;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isWrite = String(incoming.headers["x-amz-target"]).endsWith(".BatchWriteItem");
    const [status, reply] = isWrite ? this.write(body) : [200, describe(body)];
    if (isWrite) await delay(this.latencyMs);
    outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(reply);
  }

  /**
   * Takes what the capacity allows. As BatchWriteItem documents, what is left comes back as
   * unprocessed, and a request of which nothing is taken fails.
   */
  private write(body: Buffer): readonly [number, string] {
    if (this.models.size === 0) {
      this.items += countOf(body, "PutRequest");
      return [200, '{"UnprocessedItems":{}}'];
    }
    const [[table, writes] = ["", []]] = Object.entries(
      batchSchema.parse(JSON.parse(body.toString())).RequestItems,
    );
    const model = this.models.get(table);
    const left = writes.filter((write) => {
      const { orderid } = write.PutRequest.Item;
      return model?.takes(Number(orderid.N), JSON.stringify(write).length) === false;
    });
    if (left.length === writes.length) {
      const type = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
      return [400, JSON.stringify({ __type: type, message: "The rate exceeds the capacity" })];
    }
    return [200, JSON.stringify({ UnprocessedItems: left.length ? { [table]: left } : {} })];
  }
}

function describe(body: Buffer): string {
  const { TableName } = tableSchema.parse(JSON.parse(body.toString()));
  return JSON.stringify({
    Table: {
      TableName,
      TableStatus: "ACTIVE",
      KeySchema: [{ AttributeName: "orderid", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "orderid", AttributeType: "N" }],
    },
  });
}

function countOf(body: Buffer, word: string): number {
  let found = 0;
  for (let at = body.indexOf(word); at >= 0; at = body.indexOf(word, at + 1)) found += 1;
  return found;
}
