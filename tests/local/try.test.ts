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

  it("are shown step by step", async () => {
    const asked = ["try", "--connector", "orders-sink", "--record", file];
    const { stdout, stderr, exitCode } = await command(asked, folder);
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

  it("are taken as JSON by a sink of records in Avro too", async () => {
    const avro = ["-c", "recordFormat=avro"];
    const asked = ["try", ...avro, "--connector", "orders-sink", "--record", file];
    const { stdout, stderr, exitCode } = await command(asked, folder);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^ {2}flatten\n {4}value {2}\{.*"address_city":"Linz".*\}$/m);
  });

  it("are shown of a sink that stores in a bucket, in a stage without a table", async () => {
    const asked = ["try", "-c", "pipeline=lake", "--connector", "lake-sink", "--record", file];
    const { stdout, stderr, exitCode } = await command(asked, folder);
    assert.equal(exitCode, 0, stderr);
    const value = '{"address":{"city":"Linz","zipcode":4020},"orderid":7}';
    const [first, second] = stdout.split("\n\n");
    assert.equal(
      first,
      [
        ...["Record 1", "  converters", "    topic  orders"],
        ...['    key    "7"  string?', `    value  ${value}`],
      ].join("\n"),
    );
    assert.match(second ?? "", /^Record 2\n {2}value\.converter fails\n/);
  });
});
