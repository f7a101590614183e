import { setTimeout as delay } from "node:timers/promises";
import {
  ExecuteStatementCommand,
  RDSDataServiceException,
  type RDSDataClient,
} from "@aws-sdk/client-rds-data";
import {
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { UserError } from "../../support/userError";
import { parseArn } from "../../support/arn";
import { parseJson } from "../../support/json";
import { bootstrapSteps, type Bootstrap } from "../../connectors/databaseBootstrap";
import { runStatement, sqlOf } from "../../connectors/databaseSetup";

export function regionOf({ clusterArn }: Bootstrap): string {
  return parseArn(clusterArn).region;
}

export interface Clients {
  readonly data: RDSDataClient;
  readonly secrets: SecretsManagerClient;
}

/** How often and how long to wait for a database that is not there yet. */
export interface Patience {
  readonly attempts: number;
  readonly pauseMs: number;
}

/**
 * Sets the database up through the Data API, and reports each step that is done. Doing it again
 * changes nothing, and after a failure it goes on where that was. Throws a UserError that says what
 * could not be done and why, without any secret.
 */
export async function bootstrapDatabase(
  clients: Clients,
  bootstrap: Bootstrap,
  report: (line: string) => void,
  patience: Patience = { attempts: 60, pauseMs: 5_000 },
): Promise<void> {
  const password = await capturePassword(clients.secrets, bootstrap, report);
  for (const { purpose, statements } of bootstrapSteps(bootstrap, password)) {
    for (const statement of statements) {
      // The statement itself holds the password's hash: its first words must do.
      const what = `${purpose} (${sqlOf(statement).split(" ").slice(0, 2).join(" ")})`;
      await attempt(what, () =>
        runStatement(statement, (sql) => execute(clients.data, bootstrap, sql, patience)),
      );
    }
    report(`Done: ${purpose}`);
  }
}

const credentialsSchema = z.object({ username: z.string(), password: z.string().min(1) });

/** Returns the password in the user's secret, which is made when the secret has no value yet. */
async function capturePassword(
  client: SecretsManagerClient,
  { captureSecretArn, captureUser }: Bootstrap,
  report: (line: string) => void,
): Promise<string> {
  const stored = await attempt(`read the secret ${captureSecretArn}`, () =>
    currentValue(client, captureSecretArn),
  );
  if (stored !== undefined) {
    report(`Kept: the password of ${captureUser}`);
    return passwordIn(stored, { captureSecretArn, captureUser });
  }
  return attempt(`store a password in the secret ${captureSecretArn}`, async () => {
    const password = await randomPassword(client);
    await client.send(
      new PutSecretValueCommand({
        SecretId: captureSecretArn,
        SecretString: JSON.stringify({ username: captureUser, password }),
      }),
    );
    report(`Done: make a password for ${captureUser}`);
    return password;
  });
}

/**
 * Returns the secret's value, undefined when it never had one. A binary value counts as empty text.
 */
async function currentValue(
  client: SecretsManagerClient,
  arn: string,
): Promise<string | undefined> {
  try {
    const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString;
  } catch (error) {
    // So Secrets Manager answers for a secret without a value, as for no secret at all.
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function passwordIn(
  stored: string,
  { captureSecretArn, captureUser }: Pick<Bootstrap, "captureSecretArn" | "captureUser">,
): string {
  const credentials = credentialsSchema.safeParse(parseJson(stored)).data;
  if (credentials?.username === captureUser) return credentials.password;
  const found =
    credentials === undefined
      ? "is something else"
      : `is of the user ${JSON.stringify(credentials.username)}`;
  throw new UserError(
    `The secret ${captureSecretArn} must hold {"username": "${captureUser}", "password": ...}, but its value ${found}. Put such a value and deploy again.`,
  );
}

/** Makes one of letters and digits only, which no reader needs to quote: 190 bits. */
async function randomPassword(client: SecretsManagerClient): Promise<string> {
  const { RandomPassword } = await client.send(
    new GetRandomPasswordCommand({ PasswordLength: 32, ExcludePunctuation: true }),
  );
  if (RandomPassword === undefined) throw new Error("Secrets Manager made no password");
  return RandomPassword;
}

/**
 * Runs a statement, again and again while the database is on its way: every statement allows that.
 * Resolves to how many rows a query has.
 */
async function execute(
  client: RDSDataClient,
  { clusterArn, masterSecretArn, engine, database }: Bootstrap,
  sql: string,
  { attempts, pauseMs }: Patience,
): Promise<number> {
  const request = {
    resourceArn: clusterArn,
    secretArn: masterSecretArn,
    // MySQL's is made here; its statements say of which database they are.
    ...(engine === "postgresql" ? { database: database.name } : {}),
    sql,
  };
  for (let left = attempts - 1; ; left -= 1) {
    try {
      const { records = [] } = await client.send(new ExecuteStatementCommand(request));
      return records.length;
    } catch (error) {
      if (left <= 0 || !mayPass(error)) throw error;
      await delay(pauseMs);
    }
  }
}

/** What the Data API answers while a cluster starts, resumes or fails over. */
const passing = new Set([
  "DatabaseNotFoundException",
  "DatabaseResumingException",
  "DatabaseUnavailableException",
  "HttpEndpointNotEnabledException",
  "InternalServerErrorException",
  "ServiceUnavailableError",
  "StatementTimeoutException",
]);

function mayPass(error: unknown): boolean {
  if (!(error instanceof RDSDataServiceException)) return false;
  return passing.has(error.name) || error.message.includes("Communications link failure");
}

/** Says what failed. Only the error's own words go on: the error may hold the request's. */
async function attempt<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`Could not ${what}: ${error.name}: ${withoutHash(error.message)}`);
  }
}

/** A database repeats a part of a statement that it does not understand. */
function withoutHash(message: string): string {
  return message.replace(/\*[0-9A-F]+|SCRAM-SHA-256\$[^'\s]*/g, "[hash]");
}
