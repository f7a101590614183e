import {
  paginateFilterLogEvents,
  type CloudWatchLogsClient,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeConnectorCommand, type KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { bucketOf } from "../../local/declared/buckets";
import { UserError } from "../../support/userError";
import type { ConnectorSummary } from "../target";

const AN_HOUR_MS = 60 * 60 * 1000;
const NEWEST_ERRORS = 3;

/** Returns a connector's state as MSK Connect says it; it does not tell of tasks. */
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

/** Returns the name of the bucket that a deployed connector stores objects in; throws where it has none. */
export async function connectorBucket(
  client: KafkaConnectClient,
  connectorArn: string,
): Promise<string> {
  const { connectorConfiguration: config = {} } = await client.send(
    new DescribeConnectorCommand({ connectorArn }),
  );
  const bucket = bucketOf({ config });
  if (bucket === undefined) throw new UserError(`${connectorArn} is deployed without a bucket`);
  return bucket;
}

/** Returns the first lines of the newest errors of the last hour in a connector's log. */
export async function lastErrors(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<string[]> {
  const startTime = Date.now() - AN_HOUR_MS;
  let newest: string[] = [];
  const errors = { logGroupName, startTime, filterPattern: "ERROR" };
  // The oldest come first.
  for await (const page of paginateFilterLogEvents({ client }, errors)) {
    const lines = (page.events ?? []).map(({ message = "" }) => firstLine(message));
    newest = [...newest, ...lines].slice(-NEWEST_ERRORS);
  }
  return newest;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
