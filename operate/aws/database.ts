import {
  BatchExecuteStatementCommand,
  type RDSDataClient,
  type SqlParameter,
} from "@aws-sdk/client-rds-data";
import { SALES_DATABASE, SALES_TABLE } from "../../connectors/salesDatabase";
import type { Outputs } from "./stackOutputs";
import type { SampleOrder } from "../sampleOrders";

/** A request may have 4 MiB, which is far more. */
const ORDERS_A_REQUEST = 1_000;

/** An Aurora cluster, and the secret of its master user. */
export interface AuroraCluster {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly engine: Outputs["databaseEngine"];
}

/**
 * Inserts orders through the Data API, so that no way into the stage's network is needed.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
 */
export async function insertByDataApi(
  client: RDSDataClient,
  { engine, ...cluster }: AuroraCluster,
  orders: readonly SampleOrder[],
): Promise<void> {
  const [table, ...columns] = [SALES_TABLE, "SITE_ID", "SHIP_MODE", "AMOUNT"].map((name) =>
    // PostgreSQL takes a name without quotes for one in lower case, and MySQL has others.
    engine === "aurora-postgresql" ? `"${name}"` : name,
  );
  const sql = `INSERT INTO ${SALES_DATABASE}.${table} (${columns.join(", ")}) VALUES (:siteId, :shipMode, :amount)`;
  const request = {
    ...cluster,
    // MySQL's statement says of which database it is; here it says of which schema.
    ...(engine === "aurora-postgresql" ? { database: SALES_DATABASE } : {}),
    sql,
  };
  for (let start = 0; start < orders.length; start += ORDERS_A_REQUEST) {
    const parameterSets = orders.slice(start, start + ORDERS_A_REQUEST).map(parameters);
    await client.send(new BatchExecuteStatementCommand({ ...request, parameterSets }));
  }
}

function parameters({ siteId, shipMode, amount }: SampleOrder): SqlParameter[] {
  return [
    { name: "siteId", value: { longValue: siteId } },
    { name: "shipMode", value: shipMode === null ? { isNull: true } : { stringValue: shipMode } },
    { name: "amount", value: { stringValue: amount }, typeHint: "DECIMAL" },
  ];
}
