import { latencyOf } from "../../local/report/latency";
import type { PipelineReport, Report } from "../../local/report/report";
import type { Sample } from "../../local/watch/samples";

/** Looks every 0.2 s for some seconds at 500 records a second that the sink is done with a second later. */
export function steadySamples(seconds: number, rate = 500, behind = 1): Sample[] {
  return Array.from({ length: seconds * 5 + 1 }, (_, i) => {
    const since = i / 5;
    const [produced, stored] = [since * rate, Math.max(since - behind, 0) * rate];
    const lag = produced - stored;
    return { seconds: 6 + since, reached: { produced, stored }, lag, deadLettered: 0 };
  });
}

export function pipelineOf(
  samples: readonly Sample[],
  others: Partial<PipelineReport> = {},
): PipelineReport {
  const latency = latencyOf(samples);
  return {
    counts: { produced: 15_000, stored: 14_500, missing: 0, duplicates: 0, deadLettered: 0 },
    unit: "orders",
    firstRecordSeconds: 7.1,
    recordsPerSecond: 483.3,
    summary: "15,000 orders in the topic, 14,500 in the table as the topic has them",
    ...(latency && { latency }),
    samples,
    ...others,
  };
}

/** What would be markup if it were not text. */
export const HOSTILE = `<img src=x onerror="alert('1')">&amp;`;

/** A run with a fault: a pipeline that went well, one that did not, and one that was over at once. */
export const madeUpReport: Report = {
  stage: "prod",
  date: "2026-11-27T08:15:30.123Z",
  kafkaVersion: "3.9.x",
  kafkaConnectVersion: "3.7.x",
  plugins: "bundled",
  seconds: { ready: 5.9, total: 37.2 },
  fault: {
    name: "worker-killed",
    about: "the Connect worker is killed three times",
    strikes: [
      { began: 13.2, ended: 17.9 },
      { began: 21, ended: 21 },
    ],
  },
  pipelines: {
    orders: pipelineOf(steadySamples(30)),
    clicks: pipelineOf(steadySamples(600, 70_000, 45), {
      unit: "records",
      summary: `300 records in clicks; the last: ${HOSTILE}`,
      problem: `1 record could not be stored; why the last could not: ${HOSTILE}`,
    }),
    [HOSTILE]: pipelineOf(steadySamples(0)),
  },
};
