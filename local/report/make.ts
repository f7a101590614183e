import { tenths } from "../../support/format";
import type { DeclaredStage } from "../declared/declaredStage";
import type { Strike } from "../faults/strikes";
import type { Conclusion } from "../watch/lane";
import type { Seen } from "../watch/watch";
import { latencyOf } from "./latency";
import type { FaultReport, PipelineReport, Report } from "./report";

/** What a run breaks on purpose, and when it did. */
export interface Broken extends Pick<FaultReport, "name" | "about"> {
  readonly strikes: readonly Strike[];
}

export function makeReport(
  { name, kafkaVersion, connectors }: DeclaredStage,
  readyMs: number,
  pipelines: Report["pipelines"],
  broken: Broken | undefined,
): Report {
  return {
    stage: name,
    date: new Date().toISOString(),
    kafkaVersion,
    kafkaConnectVersion: connectors[0]?.kafkaConnectVersion ?? "none",
    plugins: connectors.some(({ config }) => config["connector.class"]?.startsWith("io.confluent."))
      ? "confluent"
      : "bundled",
    seconds: { ready: seconds(readyMs), total: seconds(performance.now()) },
    ...(broken && { fault: faultReport(broken) }),
    pipelines,
  };
}

function faultReport({ name, about, strikes }: Broken): FaultReport {
  return {
    name,
    about,
    strikes: strikes.map(({ beganMs, endedMs }) => ({
      began: seconds(beganMs),
      ended: seconds(endedMs),
    })),
  };
}

export function pipelineReport(
  { lane, firstMs, lastMs, samples }: Seen,
  { numbers, summary, fault }: Conclusion,
  readyMs: number,
): PipelineReport {
  const latency = latencyOf(samples);
  return {
    counts: numbers,
    unit: lane.unit,
    firstRecordSeconds: seconds(firstMs),
    recordsPerSecond: tenths(lane.total / ((lastMs - readyMs) / 1000)),
    summary,
    ...(fault !== undefined && { problem: fault }),
    ...(latency && { latency }),
    samples,
  };
}

function seconds(ms: number): number {
  return tenths(ms / 1000);
}
