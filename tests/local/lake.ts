import assert from "node:assert/strict";
import { POISON_HEADER } from "../../local/pipelines/poison";
import { Interrupted } from "../../local/run/interrupt";
import { runLocal } from "../../local/runStage";
import type { Report } from "../../local/report/report";
import type { Finding } from "../../operate/check/finding";
import { inspect } from "../../operate/check/inspect";
import { withTarget } from "../../operate/openTarget";
import { eventually, RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";

const RECORDS = 500;
const POISON = { key: "1", value: "no JSON", headers: { [POISON_HEADER]: "not JSON" } };

/** Stores orders in a table and in a bucket, with one among them that neither sink can read. */
export function describeLake(
  kafkaConnectVersion: string,
  recordFormat: "json" | "avro" = "json",
): void {
  describe(`Orders into table and bucket through Kafka Connect ${kafkaConnectVersion}, in ${recordFormat}`, function () {
    this.timeout(RUN_TIMEOUT_MS);
    useOwnStateDirectory();
    const view = new RecordingView();
    let pipelines: Report["pipelines"];
    let findings: readonly Finding[];

    before(async () => {
      let sent = false;
      const settings = {
        pipeline: "orders,lake",
        kafkaConnectVersion,
        recordFormat,
        deadLetters: "true",
        ordersPartitions: "2",
        sinkTasks: "2",
      };
      const overrides = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
      const options = { stage: "dev", overrides, records: RECORDS, keep: true };
      const onProgress: Parameters<typeof runLocal>[0]["onProgress"] = async (_, { kafka }) => {
        if (sent) return;
        sent = true;
        await kafka.send("orders", [POISON]);
      };
      const over = new AbortController();
      const ends = AbortSignal.any([interrupted, over.signal]);
      const run = runLocal({ ...options, onProgress }, view, ends);
      const warned = (text: string): void => assert.fail(text);
      const isKept = (): boolean => view.lines.some((line) => /until Ctrl-C/.test(line));
      try {
        // One that fails is no longer waited for.
        await Promise.race([run, eventually(isKept, () => "it never was kept")]);
        await withTarget({ stage: "dev", aws: false }, warned, async (target) => {
          findings = await inspect(target);
        });
      } finally {
        over.abort(new Interrupted("SIGINT"));
      }
      ({ pipelines } = await run);
    });

    it("ends with every order in the bucket, and what cannot be read set aside", () => {
      const { objects = 0, ...counts } = pipelines["lake"]?.counts ?? {};
      assert.deepEqual(counts, {
        produced: RECORDS + 1,
        stored: RECORDS,
        missing: 0,
        unexpected: 0,
        different: 0,
        repeated: 0,
        deadLettered: 1,
      });
      // One at least of each partition.
      assert.ok(objects >= 2, `${objects} objects`);
    });

    it("ends with every order in the table too, of the same generator", () => {
      const { stored, missing, poison } = pipelines["orders"]?.counts ?? {};
      assert.deepEqual([stored, missing, poison], [RECORDS, 0, 1]);
    });

    it("is good by check, but for what was set aside, with a bucket that is not empty", () => {
      assert.deepEqual(
        findings.flatMap(({ verdict, name }) => (verdict === "ok" ? [] : [`${verdict}: ${name}`])),
        ["warning: lake-dead-letters", "warning: orders-dead-letters"],
      );
      const bucket = findings.find(({ kind }) => kind === "bucket");
      assert.deepEqual([bucket?.name, bucket?.says], ["lake-bucket", "has objects"]);
    });

    it("says so", () => {
      const said = view.lines.join("\n");
      assert.match(said, /^Buckets: lake-bucket/m);
      assert.match(
        said,
        /^501 records in the topic, 500 in \d+ objects of the bucket as the topic/m,
      );
    });
  });
}
