import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import type { Report } from "../../local/watch/report";
import type { Figure } from "./figures";

/** Runs `npm start` as a user does, after one run that fills the caches. */
export async function measureStart(runs: number): Promise<readonly [Figure, Figure]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const reports: Report[] = [];
    for (let run = -1; run < runs; run += 1) {
      const report = await start(join(folder, "report.json"));
      if (run >= 0) reports.push(report);
    }
    return [
      {
        name: "npm start to the first order in the table",
        unit: "s",
        values: reports.map(({ pipelines }) => pipelines.orders?.firstRecordSeconds ?? NaN),
      },
      {
        name: "npm start to the end of 1,000 orders",
        unit: "s",
        values: reports.map(({ seconds }) => seconds.total),
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(report: string): Promise<Report> {
  await execa("npm", ["start", "--silent", "--", "--report", report], { cwd: projectRoot });
  return JSON.parse(await readFile(report, "utf8")) as Report;
}
