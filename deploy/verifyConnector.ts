#!/usr/bin/env node
/**
 * The command that a deployment runs for each connector that it touched: takes what it should be as
 * JSON on standard input and exits 1 when MSK Connect does not run it, or runs something else. It
 * uses AWS's default credentials, so a profile of the stage must be in AWS_PROFILE too. They need
 * kafkaconnect:DescribeConnector, ListConnectorOperations and DescribeConnectorOperation, and
 * logs:FilterLogEvents on the connector's log group.
 */
import { text } from "node:stream/consumers";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { UserError } from "../support/userError";
import { parseExpectation, regionOf, verifyConnector } from "./steps/checkConnector";
import "../support/awsSdk";

async function main(): Promise<void> {
  const expectation = parseExpectation(await text(process.stdin));
  const region = regionOf(expectation);
  const connect = new KafkaConnectClient({ region });
  const logs = new CloudWatchLogsClient({ region });
  await verifyConnector({ connect, logs }, expectation);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
