/**
 * The command that a deployment runs for a connector that was updated in place: takes what it
 * should be as JSON on standard input and exits 1 when MSK Connect runs something else. It uses
 * AWS's default credentials, so a profile of the stage must be in AWS_PROFILE too.
 */
import { text } from "node:stream/consumers";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { UserError } from "../support/userError";
import { parseExpectation, regionOf, verifyConnector } from "./steps/checkConnector";
import "../support/awsSdk";

async function main(): Promise<void> {
  const expectation = parseExpectation(await text(process.stdin));
  await verifyConnector(new KafkaConnectClient({ region: regionOf(expectation) }), expectation);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
