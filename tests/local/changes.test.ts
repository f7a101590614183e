import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../local/report";
import { assertNoneRuns, Cli, newStateDirectory, removeDirectory } from "./harness";
import { RUN_TIMEOUT_MS, type Process } from "./harness";

const CHANGES = 5000;

for (const [pipeline, version] of [
  ["cdc", "2.7.1"],
  ["all", "3.7.x"],
] as const) {
  describe(`npm start -- --pipeline ${pipeline}, through Kafka Connect ${version}`, function () {
    this.timeout(RUN_TIMEOUT_MS);
    const folder = newStateDirectory();
    const reportFile = join(folder, "report.json");
    let cli: Cli;
    let processes: readonly Process[];
    let report: Report;

    before(async () => {
      cli = new Cli(
        [
          ...["local", "--keep", "--pipeline", pipeline, "--report", reportFile],
          ...["-c", `kafkaConnectVersion=${version}`],
        ],
        folder,
      );
      await cli.says(/until Ctrl-C/);
      processes = cli.processes;
      report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
    });
    after(() => {
      removeDirectory(folder);
    });

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

    it("moves the orders beside them where the stage runs both", () => {
      const stored = report.pipelines.orders?.counts["stored"];
      assert.equal(stored, pipeline === "all" ? 1000 : undefined);
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

    it("leaves nothing running and nothing behind", async () => {
      cli.child.kill("SIGINT");
      assert.equal(await cli.exitCode(), 0, cli.output);
      assert.equal(processes.length, 4);
      await assertNoneRuns(processes);
      assert.deepEqual(readdirSync(folder), ["report.json"]);
    });
  });
}
