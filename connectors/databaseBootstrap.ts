import { z } from "zod";
import { mySqlSetupSteps, nativePasswordHash } from "./capturedMySql";
import { postgreSqlSetupSteps, scramVerifier } from "./capturedPostgreSql";
import type { SetupStep } from "./databaseSetup";

const clusterSchema = z.object({
  clusterArn: z.string(),
  /** Secret of the master user, which RDS keeps. */
  masterSecretArn: z.string(),
  /** Secret of the user by whom changes are captured; its first value is made by the bootstrap. */
  captureSecretArn: z.string(),
  captureUser: z.string(),
});
const statementSchema = z.union([z.string(), z.object({ sql: z.string(), unless: z.string() })]);
const databaseSchema = z.object({
  name: z.string(),
  setup: z.object({ purpose: z.string(), statements: z.array(statementSchema) }),
});
const mySqlSchema = clusterSchema.extend({
  engine: z.undefined().optional(),
  database: databaseSchema,
  binlogRetentionHours: z.number(),
});
const postgreSqlSchema = clusterSchema.extend({
  engine: z.literal("postgresql"),
  database: databaseSchema.extend({
    schema: z.string(),
    tables: z.array(z.string()),
    publication: z.string(),
  }),
});
const bootstrapSchema = z.discriminatedUnion("engine", [postgreSqlSchema, mySqlSchema]);

/** What is to be set up in a database, and where; it holds no secret. */
export type Bootstrap = z.output<typeof bootstrapSchema>;

/** Reads the JSON that the program hands to the bootstrap's command; throws for anything else. */
export function parseBootstrap(json: string): Bootstrap {
  return bootstrapSchema.parse(JSON.parse(json));
}

/** Returns the steps that set a database up, with the user's password as the database stores it. */
export function bootstrapSteps(bootstrap: Bootstrap, password: string): SetupStep[] {
  const { captureUser: user } = bootstrap;
  return bootstrap.engine === "postgresql"
    ? postgreSqlSetupSteps({ ...bootstrap, user, verifier: scramVerifier(password) })
    : mySqlSetupSteps({ ...bootstrap, user, passwordHash: nativePasswordHash(password) });
}
