import assert from "node:assert/strict";
import { UserError } from "../../../support/userError";
import { runLocal } from "../../../local/runStage";
import type { Report } from "../../../local/report/report";
import { testChanges } from "../changes";
import { needMySql, RUN_TIMEOUT_MS, useOwnStateDirectory } from "../harness";
import { interrupted } from "../interrupted";
import { RecordingView } from "../recordingView";

testChanges("all", "2.7.1", "MySQL", undefined, "avro");
testChanges("cdc", "3.7.x", "PostgreSQL", undefined, "avro");

describe("A table that changes while its rows are captured in Avro", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  before(function () {
    return needMySql(this);
  });

  /** Alters the table once the first changes are captured. */
  async function altered(alteration: string): Promise<Report> {
    let done = false;
    const overrides = ["pipeline=cdc", "recordFormat=avro"];
    const options: Parameters<typeof runLocal>[0] = {
      ...{ stage: "dev", overrides, keep: false },
      // Slow enough for changes of both kinds.
      changesMs: 10_000,
      onProgress: async ({ lanes }, { database }) => {
        const captured = lanes[0]?.bars.find(({ name }) => name === "captured")?.value ?? 0;
        if (done || captured === 0) return;
        done = true;
        await database?.native(`ALTER TABLE salesdb.SALES_ORDER ${alteration}`);
      },
    };
    const report = await runLocal(options, new RecordingView(), interrupted);
    assert.ok(done);
    return report;
  }

  it("goes on with a new version of the schema, where that can read the older rows", async () => {
    const { pipelines } = await altered("ADD COLUMN NOTE VARCHAR(20) NULL");
    const { missing, different, deadLettered } = pipelines.cdc?.counts ?? {};
    assert.deepEqual([missing, different, deadLettered], [0, 0, 0]);
  });

  it("stops the capture, where it cannot: nothing is written that no sink could read", async () => {
    await assert.rejects(
      altered("MODIFY COLUMN SITE_ID VARCHAR(20) NOT NULL"),
      (error: unknown) =>
        error instanceof UserError && /dev-sales-capture has failed/.test(error.message),
    );
  });
});
