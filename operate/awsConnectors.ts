import { FilterLogEventsCommand, type CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeConnectorCommand, type KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import type { ConnectorSummary } from "./target";

const AN_HOUR_MS = 60 * 60 * 1000;
const NEWEST_ERRORS = 3;

/** A connector's state as MSK Connect says it; it does not tell of tasks. */
export async function connectorState(
  client: KafkaConnectClient,
  connectorArn: string,
): Promise<Omit<ConnectorSummary, "name">> {
  const { connectorState: state = "UNKNOWN", stateDescription } = await client.send(
    new DescribeConnectorCommand({ connectorArn }),
  );
  const reason = [stateDescription?.code, stateDescription?.message].filter(
    (text) => text !== undefined,
  );
  return { state, tasks: undefined, errors: reason.length === 0 ? [] : [reason.join(": ")] };
}

/** First lines of the newest errors of the last hour in a connector's log. */
export async function lastErrors(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<string[]> {
  const startTime = Date.now() - AN_HOUR_MS;
  let newest: string[] = [];
  let nextToken: string | undefined;
  do {
    // The oldest come first.
    const page = await client.send(
      new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: "ERROR", nextToken }),
    );
    const lines = (page.events ?? []).map(({ message = "" }) => firstLine(message));
    newest = [...newest, ...lines].slice(-NEWEST_ERRORS);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return newest;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
