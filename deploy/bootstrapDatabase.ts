#!/usr/bin/env node
/**
 * The command that a deployment runs for a database: takes what to set up as JSON on standard input
 * and exits 1 when it could not. It uses AWS's default credentials, so a profile of the stage must be
 * in AWS_PROFILE too. They need rds-data:ExecuteStatement on the cluster,
 * secretsmanager:GetSecretValue on both secrets, PutSecretValue on the capture user's, and
 * GetRandomPassword.
 */
import { text } from "node:stream/consumers";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { parseBootstrap } from "../connectors/databaseBootstrap";
import { UserError } from "../support/userError";
import { bootstrapDatabase, regionOf } from "./steps/setUpDatabase";
import "../support/awsSdk";

async function main(): Promise<void> {
  const bootstrap = parseBootstrap(await text(process.stdin));
  const region = regionOf(bootstrap);
  const clients = {
    data: new RDSDataClient({ region }),
    secrets: new SecretsManagerClient({ region }),
  };
  await bootstrapDatabase(clients, bootstrap, (line) => {
    console.log(line);
  });
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
