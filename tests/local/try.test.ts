import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, newStateDirectory, removeDirectory, RUN_TIMEOUT_MS } from "./harness";

describe("Records that are tried on a stage's sink", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let folder: string;
  let file: string;
  before(() => {
    folder = newStateDirectory();
    file = join(folder, "orders.jsonl");
    const order = { orderid: 7, address: { city: "Linz", zipcode: 4020 } };
    const records = [
      { key: "7", value: order },
      { key: "8", value: "no JSON" },
    ];
    writeFileSync(file, records.map((record) => JSON.stringify(record)).join("\n"));
  });
  after(() => {
    removeDirectory(folder);
  });

  for (const version of ["2.7.1", "3.7.x"]) {
    it(`are shown step by step, by Kafka Connect ${version}`, async () => {
      const { stdout, stderr, exitCode } = await command(
        [
          "try",
          "-c",
          `kafkaConnectVersion=${version}`,
          "--connector",
          "orders-sink",
          "--record",
          file,
        ],
        folder,
      );
      assert.equal(exitCode, 0, stderr);
      assert.match(
        stdout,
        /^ {4}value {2}\{"address":\{"city":"Linz","zipcode":4020\},"orderid":7\}$/m,
      );
      assert.match(stdout, /^ {2}flatten\n {4}value {2}\{.*"address_city":"Linz".*\}$/m);
      assert.match(
        stdout,
        /^Record 2\n {2}value\.converter fails\n {4}org\.apache\.kafka\.connect\.errors\.DataException/m,
      );
    });
  }

  it("are tried on no connector that is no sink", async () => {
    const asked = ["try", "--record", file, "--connector"];
    const source = await command([...asked, "orders-source"], folder);
    assert.match(source.stderr, /orders-source is a source, .*its sinks are dev-orders-sink\.$/);
    const unknown = await command([...asked, "other"], folder);
    assert.match(
      unknown.stderr,
      /^Stage dev has no connector other; its sinks are dev-orders-sink\.$/,
    );
    assert.deepEqual([source.exitCode, unknown.exitCode], [1, 1]);
  });
});
