import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Report } from "../../local/report/report";
import {
  assertNoneRuns,
  needMySql,
  needPostgreSql,
  RUN_TIMEOUT_MS,
  type Cli,
  type Process,
} from "./harness";
import { KeptRun } from "./keptRun";

const CHANGES = 5000;

const recordSchema = z.object({
  key: z.object({ ORDER_ID: z.number() }),
  value: z.looseObject({}).nullable(),
});

/**
 * Changes of a database, captured through a version of Kafka Connect, and the commands on the run
 * that is kept; `further` are tests of that run.
 */
export function testChanges(
  pipeline: "cdc" | "all",
  version: string,
  database: "MySQL" | "PostgreSQL" = "MySQL",
  further: (run: KeptRun) => void = () => undefined,
  recordFormat: "json" | "avro" = "json",
): void {
  describe(`npm start -- --pipeline ${pipeline}, from ${database} through Kafka Connect ${version}, in ${recordFormat}`, function () {
    this.timeout(RUN_TIMEOUT_MS);
    const run = new KeptRun();
    const reportFile = join(run.folder, "report.json");
    let cli: Cli;
    let processes: readonly Process[];
    let report: Report;

    before(async function () {
      await (database === "MySQL" ? needMySql(this) : needPostgreSql(this));
      await run.start(
        ...["--pipeline", pipeline, "--report", reportFile],
        ...["-c", `kafkaConnectVersion=${version}`, "-c", `recordFormat=${recordFormat}`],
        ...(database === "MySQL" ? [] : ["-c", "databaseVersion=16.8"]),
      );
      cli = run.cli;
      processes = cli.processes;
      report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
    });
    after(() => run.end());

    it("ends with the table equal to the database, deletes included", () => {
      const {
        inserts = 0,
        updates = 0,
        deletes = 0,
        rows,
        ...counts
      } = report.pipelines.cdc?.counts ?? {};
      assert.equal(inserts + updates + deletes, CHANGES);
      assert.ok(updates > 500 && deletes > 500);
      assert.equal(rows, inserts - deletes);
      assert.deepEqual(counts, {
        records: CHANGES,
        items: rows,
        missing: 0,
        unexpected: 0,
        different: 0,
        duplicates: 0,
        deadLettered: 0,
      });
      assert.equal(report.kafkaConnectVersion, version);
    });

    it("moves the orders beside them, into the lake too, where the stage runs all", () => {
      const stored = report.pipelines.orders?.counts["stored"];
      assert.equal(stored, pipeline === "all" ? 1000 : undefined);
      const inLake = report.pipelines["lake"]?.counts["stored"];
      assert.equal(inLake, stored);
    });

    it("keeps the passwords out of configurations, logs and files", async () => {
      const passwords = await cli.passwords();
      assert.ok(passwords.length === 2 && passwords.every(({ length }) => length > 20));
      const written = cli.files;
      assert.ok(written.some((file) => file.endsWith("worker.log")));
      for (const file of written) {
        const content = readFileSync(file, "latin1");
        for (const password of passwords) assert.ok(!content.includes(password), file);
      }
      for (const password of passwords) assert.ok(!cli.output.includes(password));
    });

    it("answers the commands while it runs: topics, connectors, changes by hand", async () => {
      const topics = await run.command("topics");
      assert.equal(topics.stderr, "");
      assert.match(topics.stdout, /^aurora\.salesdb\.SALES_ORDER +1 +1 +5,000$/m);
      const connectors = await run.command("connectors");
      assert.match(connectors.stdout, /^dev-sales-capture +RUNNING/m);
      const inserted = await run.command("insert", "--count", "3");
      assert.equal(inserted.stderr, "Inserted 3 orders into salesdb.SALES_ORDER");
      const topic = "aurora.salesdb.SALES_ORDER";
      const consumed = await run.command(
        ...["consume", topic, "--from-beginning", "--count", String(CHANGES + 3)],
      );
      const records = consumed.stdout
        .split("\n")
        .map((line) => recordSchema.parse(JSON.parse(line)));
      assert.equal(records.length, CHANGES + 3);
      assert.ok(records.filter(({ value }) => value === null).length > 500, "deletes are null");
      assert.ok(records.every(({ key }) => key.ORDER_ID > 0));
      const table = await run.command("table", `kafka_${topic}`, "--items", "2");
      assert.equal(table.stdout.split("\n").length, 2);
    });

    further(run);

    it("leaves nothing running and nothing behind", async () => {
      // As a shell's `kill` does; the runs of other tests are ended as by Ctrl-C.
      cli.child.kill("SIGTERM");
      assert.equal(await cli.exitCode(), 0, cli.output);
      assert.equal(processes.length, pipeline === "all" ? 5 : 4);
      await assertNoneRuns(processes);
      assert.deepEqual(readdirSync(run.folder), ["report.json"]);
    });
  });
}
