import type { LaneNumbers } from "../watch/lane";
import type { Sample } from "../watch/samples";
import type { Latency } from "./latency";

/** The numbers of a run, as `--report` writes them. */
export interface Report {
  readonly stage: string;
  /** When everything was compared, in ISO 8601. */
  readonly date: string;
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
  /** What was broken on purpose; absent from a run without a fault. */
  readonly fault?: FaultReport;
  /** What became of each pipeline's records. */
  readonly pipelines: Readonly<Partial<Record<string, PipelineReport>>>;
}

export interface FaultReport {
  readonly name: string;
  readonly about: string;
  /** From when to when it struck and what it broke was brought back, in seconds since the start. */
  readonly strikes: readonly { readonly began: number; readonly ended: number }[];
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
  /** What moves, such as "orders". */
  readonly unit: string;
  /** Seconds from the command's start to the first record at the pipeline's end. */
  readonly firstRecordSeconds: number;
  /** Records a second, from the connectors' start to the last record. */
  readonly recordsPerSecond: number;
  /** The counts for people. */
  readonly summary: string;
  /** What is wrong as a whole; absent when everything is where it belongs. */
  readonly problem?: string;
  /** Absent where no record was seen to come in and to be done with. */
  readonly latency?: Latency;
  /** How far it was at each look, or at some of them in a run of minutes. */
  readonly samples: readonly Sample[];
}
