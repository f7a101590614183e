import {
  DescribeTableCommand,
  ScanCommand,
  type DynamoDBClient,
  type ScanCommandOutput,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../local/clients/tables";
import type { TableSummary } from "./target";

export async function describeTable(client: DynamoDBClient, name: string): Promise<TableSummary> {
  const { Table: table = {} } = await client.send(new DescribeTableCommand({ TableName: name }));
  const { TableStatus: status = "UNKNOWN", ItemCount: items = 0 } = table;
  return { name, status, keys: keysOf(table), billing: billingOf(table), items };
}

/** Returns the first items of a table, in no order. */
export async function firstItems(
  client: DynamoDBClient,
  name: string,
  most: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let start: ScanCommandOutput["LastEvaluatedKey"];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: name,
        Limit: most - items.length,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && items.length < most);
  return items;
}

function keysOf({ KeySchema: keys = [], AttributeDefinitions: types = [] }: TableDescription) {
  return keys.map(({ AttributeName: name = "", KeyType: role = "" }) => {
    const type = types.find((each) => each.AttributeName === name)?.AttributeType ?? "?";
    return `${name} (${type}, ${role.toLowerCase()})`;
  });
}

/** A table that was never on demand has no summary of its billing. */
function billingOf(table: TableDescription): string {
  if (table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST") return "on demand";
  const { ReadCapacityUnits: reads = 0, WriteCapacityUnits: writes = 0 } =
    table.ProvisionedThroughput ?? {};
  return `provisioned: ${reads} reads/s, ${writes} writes/s`;
}
