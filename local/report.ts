import { writeFileSync } from "node:fs";
import type { Comparison } from "./compare";
import type { Pipeline } from "./pipeline";
import type { WatchResult } from "./watch";

/** The numbers of a run, as `--report` writes them. */
export interface Report {
  readonly stage: string;
  /** As the stage declares them. */
  readonly kafkaVersion: string;
  readonly kafkaConnectVersion: string;
  readonly plugins: "bundled" | "confluent";
  /** Records of the topic. */
  readonly produced: number;
  /** Orders that are in the table with the right content. */
  readonly stored: number;
  /** Orders of the topic that the table lacks. */
  readonly missing: number;
  /** Records whose order was in the topic already. */
  readonly duplicates: number;
  readonly deadLettered: number;
  /** Seconds since the command started. */
  readonly seconds: {
    /** Everything runs and every configuration is valid. */
    readonly ready: number;
    /** The first order is in the table. */
    readonly firstRecord: number;
    /** Everything is compared. */
    readonly total: number;
  };
  /** Orders stored a second, from the connectors' start to the last order. */
  readonly recordsPerSecond: number;
}

export function makeReport(
  pipeline: Pipeline,
  readyMs: number,
  watched: WatchResult,
  comparison: Comparison,
): Report {
  const { stage, kafkaVersion, connectors } = pipeline;
  const { produced, stored, missing, duplicates } = comparison;
  return {
    stage,
    kafkaVersion,
    kafkaConnectVersion: connectors[0]?.kafkaConnectVersion ?? "none",
    plugins: connectors.some(({ config }) => config["connector.class"]?.startsWith("io.confluent."))
      ? "confluent"
      : "bundled",
    produced,
    stored,
    missing: missing.length,
    duplicates,
    deadLettered: watched.deadLettered,
    seconds: {
      ready: rounded(readyMs / 1000),
      firstRecord: rounded(watched.firstStoredMs / 1000),
      total: rounded(performance.now() / 1000),
    },
    recordsPerSecond: rounded(stored / ((watched.lastStoredMs - readyMs) / 1000)),
  };
}

export function writeReport(file: string, report: Report): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
