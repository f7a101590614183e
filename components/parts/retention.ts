/** How many hours a topic keeps its records. */
export interface RetentionHours {
  readonly hours: number;
  /**
   * Hours of these that the brokers' volumes keep; older records lie in the cluster's tiered storage,
   * which takes topics of 72 hours or more. A topic cannot leave it again without losing them.
   * @default - all of them, and the topic has no tiered storage
   */
  readonly localHours?: number | undefined;
}

/** How long a topic keeps its records: hours, all of them for ever, or for each key its latest. */
export type Retention = RetentionHours | "forever" | "latestOfEachKey";

/** Returns the configuration of a topic that says how long it keeps its records. */
export function retentionConfigs(
  retention: Retention = "latestOfEachKey",
): Readonly<Record<string, string>> {
  switch (retention) {
    case "latestOfEachKey":
      return { "cleanup.policy": "compact" };
    case "forever":
      return { "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1" };
    default:
      return {
        "cleanup.policy": "delete",
        "retention.ms": milliseconds(retention.hours),
        ...(retention.localHours === undefined
          ? {}
          : {
              "remote.storage.enable": "true",
              "local.retention.ms": milliseconds(retention.localHours),
            }),
      };
  }
}

function milliseconds(hours: number): string {
  return String(hours * 3_600_000);
}
