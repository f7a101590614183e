import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { SALES_DATABASE, SALES_TABLE } from "../../connectors/salesDatabase";
import { DatabaseClient, quotedTable, sessionsOf } from "../../local/clients/database";
import type { Credentials } from "../../local/clients/session";
import type { Endpoints } from "../../local/run/state";
import { LOCAL_CREDENTIALS } from "../../local/clients/localCredentials";
import type { SampleOrder } from "../sampleOrders";

/** Database of a run on this machine. */
export type LocalDatabase = NonNullable<Endpoints["database"]>;

const userSchema = z.object({ username: z.string(), password: z.string() });

/** Connects as the master user. */
export async function connectLocally(database: LocalDatabase): Promise<DatabaseClient> {
  const { engine, name, ...there } = database;
  const sessions = sessionsOf({ engine, database: { name } }, there, await masterUser(database));
  return DatabaseClient.connect(sessions);
}

/** Inserts orders as the master user. */
export async function insertLocally(
  database: LocalDatabase,
  orders: readonly SampleOrder[],
): Promise<void> {
  const client = await connectLocally(database);
  const table = quotedTable(`${SALES_DATABASE}.${SALES_TABLE}`);
  const sql = `INSERT INTO ${table} ("SITE_ID", "SHIP_MODE", "AMOUNT") VALUES (?, ?, ?)`;
  try {
    await client.transaction(async (session) => {
      for (const { siteId, shipMode, amount } of orders) {
        await session.run(sql, [siteId, shipMode, amount]);
      }
    });
  } finally {
    await client.close();
  }
}

/** The stand-in of AWS Secrets Manager keeps it as AWS does. */
async function masterUser({ secretsEndpoint, masterSecret }: LocalDatabase): Promise<Credentials> {
  const client = new SecretsManagerClient({
    endpoint: secretsEndpoint,
    region: "us-east-1",
    credentials: LOCAL_CREDENTIALS,
  });
  try {
    const { SecretString: json = "" } = await client.send(
      new GetSecretValueCommand({ SecretId: masterSecret }),
    );
    return userSchema.parse(JSON.parse(json));
  } finally {
    client.destroy();
  }
}
