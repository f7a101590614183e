import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "../../plan/declared";
import { LOCAL_CREDENTIALS } from "./localCredentials";
import "../../support/awsSdk";

export type Item = Readonly<Record<string, AttributeValue>>;

/** An object as JSON has it. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Items of a page. Without it DynamoDB Local reads all that is left for each page, and of a million
 * items runs out of memory.
 */
const PAGE_ITEMS = 1000;

/** DynamoDB Local, seen by a client. */
export class TableClient {
  readonly #client: DynamoDBClient;

  constructor(endpoint: string) {
    this.#client = new DynamoDBClient({
      endpoint,
      region: "us-east-1",
      credentials: LOCAL_CREDENTIALS,
      maxAttempts: 3,
    });
  }

  close(): void {
    this.#client.destroy();
  }

  /** Creates a table as declared. */
  async create(table: Table): Promise<void> {
    const { name, hashKey, rangeKey, attributes, billingMode, readCapacity, writeCapacity } = table;
    await this.#client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: [
          { AttributeName: hashKey, KeyType: "HASH" },
          ...(rangeKey === undefined
            ? []
            : [{ AttributeName: rangeKey, KeyType: "RANGE" } as const]),
        ],
        AttributeDefinitions: attributes.map((attribute) => ({
          AttributeName: attribute.name,
          AttributeType: attribute.type,
        })),
        BillingMode: billingMode,
        ...(billingMode === "PROVISIONED" && {
          ProvisionedThroughput: {
            ReadCapacityUnits: readCapacity ?? 1,
            WriteCapacityUnits: writeCapacity ?? 1,
          },
        }),
      }),
    );
  }

  /** Counts the items of a table. DynamoDB Local counts at once; AWS would take hours. */
  async count(name: string): Promise<number> {
    const { Table: table } = await this.#client.send(new DescribeTableCommand({ TableName: name }));
    return table?.ItemCount ?? 0;
  }

  /** Returns any items of a table, so many at most. */
  async samples(name: string, most: number): Promise<readonly Item[]> {
    const page = await this.#client.send(new ScanCommand({ TableName: name, Limit: most }));
    return page.Items ?? [];
  }

  /** Returns every item of a table, in no order. */
  async scan(name: string): Promise<Item[]> {
    const items: Item[] = [];
    const scan = { TableName: name, ConsistentRead: true };
    const pages = paginateScan({ client: this.#client, pageSize: PAGE_ITEMS }, scan);
    for await (const page of pages) {
      items.push(...(page.Items ?? []));
    }
    return items;
  }
}

/** Returns an item as JSON has it: numbers by value, no type descriptors. */
export function plainItem(item: Item): Fields {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));
}

function plain(value: AttributeValue): unknown {
  if (value.N !== undefined) return Number(value.N);
  if (value.S !== undefined) return value.S;
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  return value;
}
