import { setTimeout as delay } from "node:timers/promises";
import {
  DescribeConnectorCommand,
  DescribeConnectorOperationCommand,
  ListConnectorOperationsCommand,
  type DescribeConnectorResponse,
  type KafkaConnectClient,
} from "@aws-sdk/client-kafkaconnect";
import { z } from "zod";
import { UserError } from "../../support/userError";
import { parseArn } from "../../support/arn";
import { differingKeys, fingerprint } from "../../support/fingerprint";

const expectationSchema = z.object({
  connectorArn: z.string(),
  /** Hash of each value that the configuration should have. */
  expected: z.record(z.string(), z.string()),
  /** Keys that MSK Connect sets by itself. */
  unverified: z.array(z.string()),
});

export type Expectation = z.output<typeof expectationSchema>;

/** Reads the JSON that the program hands to the command. */
export function parseExpectation(json: string): Expectation {
  return expectationSchema.parse(JSON.parse(json));
}

export function regionOf({ connectorArn }: Expectation): string {
  return parseArn(connectorArn).region;
}

/** Throws a UserError when the connector does not run with the configuration that it should have. */
export async function verifyConnector(
  client: KafkaConnectClient,
  expectation: Expectation,
  pollMs = 15_000,
): Promise<void> {
  const { connectorArn, expected, unverified } = expectation;
  const connector = await settled(client, connectorArn, pollMs);
  const name = connector.connectorName ?? connectorArn;
  if (connector.connectorState !== "RUNNING") {
    const reason = connector.stateDescription?.message ?? "MSK Connect gives no reason";
    throw new UserError(`${name} is ${connector.connectorState ?? "in no state"}: ${reason}`);
  }
  const live = fingerprint(connector.connectorConfiguration ?? {});
  const changed = differingKeys(expected, live).filter((key) => !unverified.includes(key));
  if (changed.length === 0) return;
  throw new UserError(
    [
      `MSK Connect did not keep the configuration of ${name}: ${changed.join(", ")} differ from what was deployed.`,
      await lastUpdate(client, connectorArn),
      "Mend the configuration and deploy again; the connector's log group says more.",
    ].join("\n"),
  );
}

/** An update that is rolled back goes on after its deployment: waits for its end. */
async function settled(
  client: KafkaConnectClient,
  connectorArn: string,
  pollMs: number,
): Promise<DescribeConnectorResponse> {
  for (;;) {
    const connector = await client.send(new DescribeConnectorCommand({ connectorArn }));
    if (connector.connectorState !== "UPDATING") return connector;
    await delay(pollMs);
  }
}

/** What MSK Connect says about the latest change of the configuration. */
async function lastUpdate(client: KafkaConnectClient, connectorArn: string): Promise<string> {
  const { connectorOperations = [] } = await client.send(
    new ListConnectorOperationsCommand({ connectorArn }),
  );
  const latest = connectorOperations
    .filter(({ connectorOperationType: type }) => type === "UPDATE_CONNECTOR_CONFIGURATION")
    .sort((a, b) => time(b.creationTime) - time(a.creationTime))[0];
  if (latest === undefined) return "MSK Connect lists no update of it.";
  const { connectorOperationArn } = latest;
  const { connectorOperationState: state = "unknown", errorInfo } = await client.send(
    new DescribeConnectorOperationCommand({ connectorOperationArn }),
  );
  const reason = [errorInfo?.code, errorInfo?.message].filter((text) => text !== undefined);
  return `Its last update is ${state}: ${reason.join(", ") || "no reason is given"}`;
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}
