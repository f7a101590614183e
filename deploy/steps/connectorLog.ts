import {
  paginateFilterLogEvents,
  type CloudWatchLogsClient,
} from "@aws-sdk/client-cloudwatch-logs";

const HALF_AN_HOUR_MS = 30 * 60 * 1000;
const LINES = 20;

/**
 * Answers the last lines of the last half hour of a log group, or why it cannot be read: what it is
 * asked for has a failure of its own to tell.
 */
export async function endOfLog(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<string[]> {
  try {
    return await lastLines(client, logGroupName);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [`It cannot be read: ${reason}`];
  }
}

async function lastLines(client: CloudWatchLogsClient, logGroupName: string): Promise<string[]> {
  const startTime = Date.now() - HALF_AN_HOUR_MS;
  let last: string[] = [];
  // The oldest come first.
  for await (const { events = [] } of paginateFilterLogEvents(
    { client },
    { logGroupName, startTime },
  )) {
    const lines = events.flatMap(({ message = "" }) => message.trimEnd().split("\n"));
    last = [...last, ...lines].slice(-LINES);
  }
  return last.length > 0 ? last : ["It has no line of the last half hour."];
}
