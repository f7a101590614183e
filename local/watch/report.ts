import { writeFileSync } from "node:fs";
import type { LaneNumbers } from "./lane";
import type { DeclaredStage } from "../declared/declaredStage";
import type { Seen } from "./watch";

/** The numbers of a run, as `--report` writes them. */
export interface Report {
  readonly stage: string;
  /** As the stage declares them. */
  readonly kafkaVersion: string;
  readonly kafkaConnectVersion: string;
  readonly plugins: "bundled" | "confluent";
  /** Seconds since the command started. */
  readonly seconds: {
    /** Everything runs and every configuration is valid. */
    readonly ready: number;
    /** Everything is compared. */
    readonly total: number;
  };
  /** What became of each pipeline's records. */
  readonly pipelines: Readonly<Partial<Record<string, PipelineReport>>>;
}

/**
 * Of `orders`: produced (records of the topic), stored (orders in the table with the right content),
 * missing, duplicates (records whose order was in the topic already), deadLettered. Of `cdc`:
 * inserts, updates, deletes, records (of the topic), rows, items, missing, unexpected, different
 * (fields), duplicates, deadLettered. Of `lake`: produced, stored (records in the bucket with the
 * right content), objects, missing, unexpected, different (fields), repeated, deadLettered. Of any
 * other: produced, taken (by its sinks), deadLettered.
 */
export interface PipelineReport {
  readonly counts: LaneNumbers;
  /** Seconds from the command's start to the first record at the pipeline's end. */
  readonly firstRecordSeconds: number;
  /** Records a second, from the connectors' start to the last record. */
  readonly recordsPerSecond: number;
}

export function makeReport(
  { name, kafkaVersion, connectors }: DeclaredStage,
  readyMs: number,
  pipelines: Report["pipelines"],
): Report {
  return {
    stage: name,
    kafkaVersion,
    kafkaConnectVersion: connectors[0]?.kafkaConnectVersion ?? "none",
    plugins: connectors.some(({ config }) => config["connector.class"]?.startsWith("io.confluent."))
      ? "confluent"
      : "bundled",
    seconds: { ready: rounded(readyMs / 1000), total: rounded(performance.now() / 1000) },
    pipelines,
  };
}

export function pipelineReport(
  { lane, firstMs, lastMs }: Seen,
  counts: LaneNumbers,
  readyMs: number,
): PipelineReport {
  return {
    counts,
    firstRecordSeconds: rounded(firstMs / 1000),
    recordsPerSecond: rounded(lane.total / ((lastMs - readyMs) / 1000)),
  };
}

export function writeReport(file: string, report: Report): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
