import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../local/report/report";
import { assertNoneRuns, peakMemoryMiB, RUN_TIMEOUT_MS, type Cli, type Process } from "./harness";
import { KeptRun } from "./keptRun";

const RECORDS = 3000;

/** Has orders move through workers of a version of Kafka Connect, and the run end. */
export function testOrders(version: string): void {
  describe(`Orders through Kafka Connect ${version}`, function () {
    this.timeout(RUN_TIMEOUT_MS);
    const run = new KeptRun();
    const reportFile = join(run.folder, "report.json");
    let cli: Cli;
    let processes: readonly Process[];
    let workerMiB: number | undefined;

    before(async () => {
      await run.start(
        ...["--records", String(RECORDS), "--report", reportFile],
        ...["-c", `kafkaConnectVersion=${version}`],
      );
      cli = run.cli;
      processes = cli.processes;
      const worker = processes.find(({ title }) => title.startsWith("Kafka Connect worker"));
      workerMiB = peakMemoryMiB(worker?.pid ?? 0);
      cli.child.kill("SIGINT");
      await cli.child;
    });
    after(() => run.end());

    it("ends with every order in the table, and says so in the report", async () => {
      assert.equal(await cli.exitCode(), 0, cli.output);
      const report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
      const { seconds, pipelines, date, ...others } = report;
      assert.ok(Math.abs(Date.now() - Date.parse(date)) < RUN_TIMEOUT_MS, date);
      assert.deepEqual(others, {
        stage: "dev",
        kafkaVersion: "3.9.x",
        kafkaConnectVersion: version,
        plugins: "bundled",
      });
      assert.deepEqual(pipelines.orders?.counts, {
        produced: RECORDS,
        stored: RECORDS,
        missing: 0,
        duplicates: 0,
        deadLettered: 0,
      });
      const { recordsPerSecond, firstRecordSeconds } = pipelines.orders;
      assert.ok(recordsPerSecond > 0);
      assert.ok(seconds.ready > 0 && seconds.ready <= firstRecordSeconds);
      assert.ok(firstRecordSeconds <= seconds.total);
    });

    it("has in its report how far the run was from its first look to its last", () => {
      const report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
      const { samples = [], latency } = report.pipelines.orders ?? {};
      assert.ok(samples.length > 2, String(samples.length));
      const last = samples.at(-1);
      assert.deepEqual(last?.reached, { produced: RECORDS, stored: RECORDS });
      assert.equal(last.lag, 0);
      assert.ok(last.seconds <= report.seconds.total);
      assert.ok(latency !== undefined && latency.p50 <= latency.max);
      assert.ok(latency.max < report.seconds.total - report.seconds.ready, String(latency.max));
    });

    it("prints plain lines where the output is no terminal: steps, progress, an item", () => {
      assert.doesNotMatch(cli.output, /\u001b/);
      assert.match(cli.output, /^Kafka broker 3\.9\.\d+: 127\.0\.0\.1:\d+ \(\d+\.\d s\)$/m);
      assert.match(cli.output, /^Configurations: 2 valid/m);
      assert.match(cli.output, /^orders produced 3000 of 3000, stored 3000, lag 0/m);
      assert.match(cli.output, /^3,000 orders in the topic, 3,000 in the table/m);
      assert.match(cli.output, /^ {2}"address_city": "City_\d*"/m);
    });

    it("runs the worker in less than 1 GiB", function () {
      if (workerMiB === undefined) return this.skip();
      assert.ok(workerMiB < 1024, `${workerMiB} MiB`);
    });

    it("leaves nothing running and nothing behind", async () => {
      assert.equal(processes.length, 3);
      await assertNoneRuns(processes);
      assert.deepEqual(readdirSync(run.folder), ["report.json"]);
    });
  });
}
