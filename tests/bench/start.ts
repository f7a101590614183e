import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import type { Report } from "../../local/report/report";
import { median, short } from "./figures";
import type { Part } from "./part";

const RUNS = 3;
const MOST_SECONDS = 15;

/** Runs `npm start` as a user does, after one run that fills the caches. */
export async function measureStart(): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const reports: Report[] = [];
  try {
    for (let run = -1; run < RUNS; run += 1) {
      const report = await start(join(folder, "report.json"));
      if (run >= 0) reports.push(report);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const first = reports.map(({ pipelines }) => pipelines.orders?.firstRecordSeconds ?? NaN);
  const total = reports.map(({ seconds }) => seconds.total);
  return {
    title: "Starting",
    text: "`npm start`, with what it downloads and builds in the cache.",
    table: [
      ["", "Median", "Least", "Most"],
      ...[
        { name: "To the first order in the table", values: first },
        { name: "To the end of 1,000 orders", values: total },
      ].map(({ name, values }) => [
        name,
        ...[median(values), Math.min(...values), Math.max(...values)].map((s) => `${short(s)} s`),
      ]),
    ],
    verdicts: [
      {
        claim: `the first order is in the table within ${String(MOST_SECONDS)} s`,
        actual: `${short(median(first))} s`,
        held: median(first) <= MOST_SECONDS,
      },
    ],
  };
}

async function start(report: string): Promise<Report> {
  await execa("npm", ["start", "--silent", "--", "--report", report], { cwd: projectRoot });
  return JSON.parse(await readFile(report, "utf8")) as Report;
}
