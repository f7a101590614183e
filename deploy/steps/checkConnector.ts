import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeConnectorCommand,
  type DescribeConnectorResponse,
  type KafkaConnectClient,
} from "@aws-sdk/client-kafkaconnect";
import { z } from "zod";
import { UserError } from "../../support/userError";
import { parseArn } from "../../support/arn";
import { differingKeys, fingerprint } from "../../support/fingerprint";
import { quoted } from "../../support/shell";
import { until } from "../../support/waiting";
import { endOfLog } from "./connectorLog";
import { latestOperation } from "./connectorOperation";

const expectationSchema = z.object({
  connectorArn: z.string(),
  /** What Pulumi knows the connector by. */
  urn: z.string(),
  /** Hash of each value that the configuration should have. */
  expected: z.record(z.string(), z.string()),
  /** Keys that MSK Connect sets by itself. */
  unverified: z.array(z.string()),
  /** Log group of its workers. */
  logGroupName: z.string(),
});

export type Expectation = z.output<typeof expectationSchema>;

/** Reads the JSON that the program hands to the command. */
export function parseExpectation(json: string): Expectation {
  return expectationSchema.parse(JSON.parse(json));
}

export function regionOf({ connectorArn }: Expectation): string {
  return parseArn(connectorArn).region;
}

export interface Clients {
  readonly connect: KafkaConnectClient;
  readonly logs: CloudWatchLogsClient;
}

/** How often and how long to wait for the end of an update. */
export interface Patience {
  readonly everyMs: number;
  readonly seconds: number;
}

/** MSK Connect has no limit of its own; an update or its rollback takes minutes. */
const HALF_AN_HOUR: Patience = { everyMs: 15_000, seconds: 30 * 60 };

/**
 * Throws a UserError when the connector does not run with the configuration that it should have:
 * with the reason, and with the end of its log when it does not run at all.
 */
export async function verifyConnector(
  clients: Clients,
  expectation: Expectation,
  patience = HALF_AN_HOUR,
): Promise<void> {
  const { connectorArn, expected, unverified } = expectation;
  const client = clients.connect;
  const connector = await settled(client, connectorArn, patience);
  const name = connector.connectorName ?? connectorArn;
  if (connector.connectorState !== "RUNNING") {
    throw await notRunning(clients.logs, name, connector, expectation);
  }
  const live = fingerprint(connector.connectorConfiguration ?? {});
  const changed = differingKeys(expected, live).filter((key) => !unverified.includes(key));
  if (changed.length === 0) return;
  throw new UserError(
    [
      `MSK Connect did not keep the configuration of ${name}: ${changed.join(", ")} differ from what was deployed.`,
      await lastUpdate(client, connectorArn),
      "Fix the configuration and deploy again; the connector's log group says more.",
    ].join("\n"),
  );
}

/** States that MSK Connect leaves by itself. */
const passing: ReadonlySet<string | undefined> = new Set(["CREATING", "UPDATING"]);

/** An update that is rolled back goes on after its deployment: waits for its end. */
async function settled(
  client: KafkaConnectClient,
  connectorArn: string,
  patience: Patience,
): Promise<DescribeConnectorResponse> {
  return until(
    async () => {
      const connector = await client.send(new DescribeConnectorCommand({ connectorArn }));
      return passing.has(connector.connectorState) ? undefined : connector;
    },
    {
      ...patience,
      signal: new AbortController().signal,
      otherwise: `${connectorArn} is still being changed by MSK Connect: its update did not end`,
    },
  );
}

/** Pulumi counts a connector that failed as made, so it has to be told to make it anew. */
async function notRunning(
  logs: CloudWatchLogsClient,
  name: string,
  { connectorState, stateDescription }: DescribeConnectorResponse,
  { urn, logGroupName }: Expectation,
): Promise<UserError> {
  const said = [stateDescription?.code, stateDescription?.message].filter(
    (text) => text !== undefined,
  );
  const log = await endOfLog(logs, logGroupName);
  return new UserError(
    [
      `${name} is ${connectorState ?? "in no state"}: ${said.join(": ") || "MSK Connect gives no reason"}`,
      `The end of its log, ${logGroupName}:`,
      ...log.map((line) => `  ${line}`),
      `Fix the reason, then: pulumi up --replace ${quoted(urn)}`,
    ].join("\n"),
  );
}

/** Returns what MSK Connect says about the latest change of the configuration. */
async function lastUpdate(client: KafkaConnectClient, connectorArn: string): Promise<string> {
  const latest = await latestOperation(
    client,
    connectorArn,
    ({ connectorOperationType: type }) => type === "UPDATE_CONNECTOR_CONFIGURATION",
  );
  if (latest === undefined) return "MSK Connect lists no update of it.";
  return `Its last update is ${latest.state}: ${latest.reason || "no reason is given"}`;
}
