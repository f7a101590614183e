import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { CapacityModel, type Provisioned } from "./capacityModel";

const itemSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const batchSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(z.object({ PutRequest: z.object({ Item: itemSchema }) })),
  ),
});
const tableSchema = z.object({ TableName: z.string() });

type Batch = z.output<typeof batchSchema>["RequestItems"][string];

/**
 * Stands in for DynamoDB where DynamoDB Local cannot: it throttles, which that never does, or takes
 * everything after a fixed time, which costs next to nothing. Stores nothing.
 */
export class StandIn {
  readonly #models = new Map<string, CapacityModel>();
  /** Items that were taken without a model. */
  items = 0;
  /** Told of the number in the key of each item that arrives, if anybody asks. */
  onArrival: ((key: number) => void) | undefined;
  readonly #server: Server;

  private constructor(
    private readonly latencyMs: number,
    private readonly hashKey: string,
  ) {
    this.#server = createServer((incoming, outgoing) => {
      void this.answer(incoming, outgoing);
    });
    // Longer than any measurement: no connection ends because the sink was throttled.
    this.#server.keepAliveTimeout = 600_000;
  }

  /** Starts one that answers each write after so many milliseconds; its tables' key is a number. */
  static async start(port: number, latencyMs: number, hashKey: string): Promise<StandIn> {
    const standIn = new StandIn(latencyMs, hashKey);
    standIn.#server.listen(port, "127.0.0.1");
    await once(standIn.#server, "listening");
    return standIn;
  }

  /** Gives a table a capacity, which counts from now. */
  model(table: string, provisioned: Provisioned): CapacityModel {
    const model = new CapacityModel(provisioned);
    this.#models.set(table, model);
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
    const [status, reply] = isWrite ? this.write(body) : [200, this.describe(body)];
    if (isWrite) await delay(this.latencyMs);
    outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(reply);
  }

  private write(body: Buffer): readonly [number, string] {
    if (this.#models.size === 0 && this.onArrival === undefined) {
      // Nothing is parsed: this must be faster than any sink.
      this.items += countOf(body, "PutRequest");
      return [200, '{"UnprocessedItems":{}}'];
    }
    const requests = batchSchema.parse(JSON.parse(body.toString())).RequestItems;
    const [[table, writes] = ["", []]] = Object.entries(requests);
    const model = this.#models.get(table);
    if (model !== undefined) return this.throttle(table, writes, model);
    writes.forEach((write) => this.onArrival?.(this.keyOf(write)));
    this.items += writes.length;
    return [200, '{"UnprocessedItems":{}}'];
  }

  /**
   * Takes what the capacity allows. As BatchWriteItem documents, what is left comes back as
   * unprocessed, and a request of which nothing is taken fails.
   */
  private throttle(table: string, writes: Batch, model: CapacityModel): readonly [number, string] {
    const left = writes.filter(
      (write) => !model.takes(this.keyOf(write), JSON.stringify(write).length),
    );
    if (left.length === writes.length) {
      const type = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
      return [400, JSON.stringify({ __type: type, message: "The rate exceeds the capacity" })];
    }
    return [200, JSON.stringify({ UnprocessedItems: left.length ? { [table]: left } : {} })];
  }

  private keyOf({ PutRequest }: Batch[number]): number {
    return Number(PutRequest.Item[this.hashKey]?.["N"]);
  }

  private describe(body: Buffer): string {
    const { TableName } = tableSchema.parse(JSON.parse(body.toString()));
    return JSON.stringify({
      Table: {
        TableName,
        TableStatus: "ACTIVE",
        KeySchema: [{ AttributeName: this.hashKey, KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: this.hashKey, AttributeType: "N" }],
      },
    });
  }
}

function countOf(body: Buffer, word: string): number {
  let found = 0;
  for (let at = body.indexOf(word); at >= 0; at = body.indexOf(word, at + 1)) found += 1;
  return found;
}
