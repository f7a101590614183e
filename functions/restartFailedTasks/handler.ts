import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { heal } from "./heal";

const cloudWatch = new CloudWatchClient();
const kafkaConnect = new KafkaConnectClient();

/** What Lambda calls by the schedule; logs one line of JSON for each connector with failed tasks. */
export async function handler(): Promise<void> {
  const { CONNECTORS, ONLY_FAILED_TASKS } = process.env;
  await heal(
    {
      cloudWatch,
      kafkaConnect,
      connectors: connectorsByAlarm(CONNECTORS ?? ""),
      onlyFailedTasks: ONLY_FAILED_TASKS === "true",
    },
    (entry) => {
      console.log(JSON.stringify(entry));
    },
  );
}

function connectorsByAlarm(json: string): Map<string, string> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== "object" || parsed === null) {
    throw new Error(`CONNECTORS must be an object of ARNs by alarms, got ${json}`);
  }
  return new Map(Object.entries(parsed).map(([alarm, arn]) => [alarm, String(arn)]));
}
