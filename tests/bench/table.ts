import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Order } from "./orders";

const scanSchema = z.object({ Count: z.number(), LastEvaluatedKey: z.unknown().optional() });

const BATCH = 25;

/**
 * DynamoDB Local by plain HTTP requests that are made beforehand: a client that costs next to
 * nothing, so that what it reaches is what DynamoDB Local itself can take.
 */
export class RawTable {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(
    private readonly port: number,
    private readonly name: string,
  ) {}

  /** Writes orders in batches of 25; resolves to items a second. */
  async write(orders: readonly Order[], inFlight: number): Promise<number> {
    const bodies = batches(orders).map((batch) => this.writeRequest(batch));
    const begin = performance.now();
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const reply = await this.send("BatchWriteItem", body);
        if (reply !== '{"UnprocessedItems":{}}') throw new Error(`DynamoDB Local said ${reply}`);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return (orders.length * 1000) / (performance.now() - begin);
  }

  /** Waits until an order is in the table. */
  async holds(orderid: number): Promise<void> {
    const body = JSON.stringify({ TableName: this.name, Key: { orderid: { N: String(orderid) } } });
    while ((await this.send("GetItem", body)) === "{}") await delay(10);
  }

  /** Waits until so many orders are in the table. */
  async count(expected: number): Promise<void> {
    while ((await this.items()) < expected) await delay(50);
  }

  close(): void {
    this.#agent.destroy();
  }

  private async items(): Promise<number> {
    let items = 0;
    let start: unknown;
    do {
      const page = { TableName: this.name, Select: "COUNT", ExclusiveStartKey: start };
      const reply = scanSchema.parse(JSON.parse(await this.send("Scan", JSON.stringify(page))));
      items += reply.Count;
      start = reply.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  private writeRequest(orders: readonly Order[]): string {
    const requests = orders.map((order) => ({ PutRequest: { Item: itemOf(order) } }));
    return JSON.stringify({ RequestItems: { [this.name]: requests } });
  }

  private send(operation: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: "127.0.0.1",
          port: this.port,
          method: "POST",
          headers: {
            "content-type": "application/x-amz-json-1.0",
            "content-length": Buffer.byteLength(body),
            "x-amz-target": `DynamoDB_20120810.${operation}`,
            // DynamoDB Local wants credentials and checks none.
            authorization:
              "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
          },
        },
        (response) => {
          let reply = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (reply += chunk));
          response.on("end", () => {
            if (response.statusCode === 200) resolve(reply);
            else reject(new Error(`DynamoDB Local said ${reply}`));
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

function batches(orders: readonly Order[]): Order[][] {
  return Array.from({ length: Math.ceil(orders.length / BATCH) }, (_, i) =>
    orders.slice(i * BATCH, (i + 1) * BATCH),
  );
}

/** Returns an order as the sink stores it, its address flattened. */
function itemOf({ ordertime, orderid, itemid, orderunits, address }: Order): object {
  return {
    ordertime: { N: String(ordertime) },
    orderid: { N: String(orderid) },
    itemid: { S: itemid },
    orderunits: { N: String(orderunits) },
    address_city: { S: address.city },
    address_state: { S: address.state },
    address_zipcode: { N: String(address.zipcode) },
  };
}
