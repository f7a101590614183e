/**
 * `npm run bench`: measures what the project promises about speed, side by side in one run, and
 * prints each figure's median, least and most. Exits 1 when a promise does not hold.
 */
import { cpus, totalmem } from "node:os";
import { figureTable, median, short, verdictTable, type Verdict } from "./figures";
import { measureLoading } from "./load";
import { measureSink, type SinkRun } from "./sink";
import { measureStart } from "./start";

const RUNS = 3;
/** More of these, since a shared machine's drift shows most in runs of a minute. */
const SINK_RUNS = 5;

async function main(): Promise<void> {
  const memory = Math.round(totalmem() / 1024 ** 3);
  console.log(`${cpus().length} cores, ${memory} GiB, Node ${process.version}\n`);
  const loading = await measureLoading(RUNS);
  const [first, total] = await measureStart(RUNS);
  const sinks: SinkRun[] = [];
  for (let run = 0; run < SINK_RUNS; run += 1) sinks.push(await measureSink());
  const each = (value: (run: SinkRun) => number): number[] => sinks.map(value);
  const memories = each(({ workerMiB }) => workerMiB);

  console.log(
    figureTable([
      loading.ours,
      loading.theirs,
      first,
      total,
      {
        name: "sink, one task, 50,000 preloaded orders",
        unit: "orders/s",
        values: each(({ sinkPerSecond }) => sinkPerSecond),
      },
      {
        name: "DynamoDB Local alone, batches of 25",
        unit: "items/s",
        values: each(({ tablePerSecond }) => tablePerSecond),
      },
      { name: "worker's peak memory", unit: "MiB", values: memories },
    ]),
  );

  const speedUp = median(loading.theirs.values) / median(loading.ours.values);
  const shares = each(({ sinkPerSecond, tablePerSecond }) => sinkPerSecond / tablePerSecond);
  const share = median(shares);
  const verdicts: Verdict[] = [
    {
      claim: "prod loads at least 4 times faster than Pulumi's default",
      actual: `${short(speedUp)} times`,
      held: speedUp >= 4,
    },
    {
      claim: "first order in the table within 15 s",
      actual: `${short(median(first.values))} s`,
      held: median(first.values) <= 15,
    },
    {
      claim: "sink reaches at least 75 % of DynamoDB Local alone",
      actual: `${short(share * 100)} % (${short(Math.min(...shares) * 100)} to ${short(Math.max(...shares) * 100)})`,
      held: share >= 0.75,
    },
    {
      claim: "worker stays under 1 GiB",
      actual: `${short(Math.max(...memories))} MiB`,
      held: Math.max(...memories) < 1024,
    },
  ];
  console.log(`\n${verdictTable(verdicts)}`);
  process.exitCode = verdicts.every(({ held }) => held) ? 0 : 1;
}

void main();
