import assert from "node:assert/strict";
import { execa } from "execa";
import { UserError } from "../../../../support/userError";
import { quoted } from "../../../../support/shell";
import { consumerScript, parseRecords } from "../../../../operate/aws/consoleConsumer";
import type { ConsumedRecord } from "../../../../operate/target";
import { FakeAws, outputs } from "../../../helpers/fakeAws";

describe("Reading a deployed stage's topic", () => {
  const signal = new AbortController().signal;
  const line = (offset: number): string =>
    `CreateTime:1767225600000<~>Partition:0<~>Offset:${offset}<~>${offset}<~>{"orderid":${offset}}\n`;

  const head = (offset: number): string =>
    `CreateTime:1767225600000<~>Partition:0<~>Offset:${offset}<~>${offset}<~>`;

  async function read(aws: FakeAws, count?: number): Promise<ConsumedRecord[]> {
    const records: ConsumedRecord[] = [];
    const request = { topic: "orders", fromBeginning: true, count, signal };
    const seen = await aws.ask((target) => target.consume(request, (each) => records.push(each)));
    assert.equal(seen, records.length);
    return records;
  }

  const ended = (result: object): FakeAws =>
    new FakeAws({
      SendCommand: () => ({ Command: { CommandId: "command-1" } }),
      GetCommandInvocation: () => ({ Status: "Success", ...result }),
    });

  it("runs the console consumer on the client, ten records by default", async () => {
    const aws = ended({ StandardOutputContent: [...Array(10).keys()].map(line).join("") });
    const records = await read(aws);
    assert.deepEqual(records[9], {
      topic: "orders",
      partition: 0,
      offset: 9,
      timestamp: 1767225600000,
      key: "9",
      value: '{"orderid":9}',
    });
    const [{ InstanceIds, DocumentName, Parameters } = {}] = aws.inputs("SendCommand");
    assert.deepEqual(
      [InstanceIds, DocumentName],
      [[outputs.clientInstanceId], "AWS-RunShellScript"],
    );
    assert.match(
      JSON.stringify(Parameters),
      /'--bootstrap-server' 'b-1\.example:9098,b-2\.example:9098'/,
    );
    assert.match(JSON.stringify(Parameters), /'--max-messages' '10'/);
    assert.deepEqual(aws.warnings, []);
  });

  it("decodes values in Avro, with the schemas that AWS Glue has", async () => {
    const fields = [{ name: "item", type: "string" }];
    const aws = new FakeAws({
      SendCommand: () => ({ Command: { CommandId: "command-1" } }),
      GetCommandInvocation: () => ({
        Status: "Success",
        StandardOutputContent: [
          `${head(0)}\\x03\\x00${"\\x00".repeat(15)}A\\x04a\\x5C\n`,
          `${head(1)}no \\xC3\\xA4vro\n`,
          `${head(2)}null\n`,
        ].join(""),
      }),
      GetSchemaVersion: () => ({
        SchemaDefinition: JSON.stringify({ type: "record", name: "order", fields }),
      }),
    });
    const records: ConsumedRecord[] = [];
    const request = { topic: "orders", fromBeginning: true, count: 3, signal };
    await aws.ask((target) => target.consume(request, (each) => records.push(each)), {
      ...outputs,
      schemaRegistry: "msk-pipeline-dev",
    });
    assert.deepEqual(
      records.map(({ value }) => value),
      ['{"item":"a\\\\"}', "no ävro", null],
    );
    assert.deepEqual(aws.inputs("GetSchemaVersion"), [
      { SchemaVersionId: "00000000-0000-0000-0000-000000000041" },
    ]);
    const [{ Parameters } = {}] = aws.inputs("SendCommand");
    assert.match(JSON.stringify(Parameters), /value\.deserializer=.*BytesDeserializer/);
  });

  it("waits until the command has ended, also while Systems Manager does not know it yet", async () => {
    const answers = [
      { refused: "InvocationDoesNotExist" },
      { Status: "Pending" },
      { Status: "InProgress" },
      { Status: "Success", StandardOutputContent: line(0) },
    ];
    const aws = new FakeAws({
      SendCommand: () => ({ Command: { CommandId: "command-1" } }),
      GetCommandInvocation: (_, time) => answers[time],
    });
    assert.equal((await read(aws, 1)).length, 1);
    assert.equal(aws.inputs("GetCommandInvocation").length, 4);
  });

  it("says that no more came", async () => {
    const aws = ended({
      StandardOutputContent: line(0),
      StandardErrorContent:
        "org.apache.kafka.common.errors.TimeoutException\nProcessed a total of 1",
    });
    assert.equal((await read(aws, 5)).length, 1);
    assert.deepEqual(aws.warnings, ["No more came within 15 s."]);
  });

  it("leaves out a record that Systems Manager has cut, and says so", async () => {
    const whole = [...Array(1_000).keys()].map(line).join("");
    const aws = ended({ StandardOutputContent: whole.slice(0, 24_000) });
    const records = await read(aws, 1_000);
    assert.ok(records.length > 100 && records.length < 1_000);
    assert.equal(records.at(-1)?.value, `{"orderid":${records.length - 1}}`);
    assert.match(
      aws.warnings.join(),
      new RegExp(`24,000 characters only, which have ${records.length} whole`),
    );
  });

  it("fails with the consumer's own words, although the consumer ends well", async () => {
    const aws = ended({
      StandardErrorContent:
        "[2026-01-01] ERROR Error processing message (org.apache.kafka.tools.consumer.ConsoleConsumer)\norg.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]\nProcessed a total of 0 messages",
    });
    await assert.rejects(
      read(aws),
      new UserError(
        "Kafka's console consumer gave up: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]",
      ),
    );
  });

  it("fails with what a command that failed wrote", async () => {
    const aws = ended({ Status: "Failed", StandardErrorContent: "still installing its tools\n" });
    await assert.rejects(
      read(aws),
      new UserError(
        `The command on client instance ${outputs.clientInstanceId} is Failed. It says:\nstill installing its tools`,
      ),
    );
  });

  it("says what to look at when the client takes no commands", async () => {
    const aws = new FakeAws({ SendCommand: () => ({ refused: "InvalidInstanceId" }) });
    await assert.rejects(read(aws), /Client instance i-\w+ takes no commands\. It must run/);
  });

  it("needs a client, and says which setting adds one", async () => {
    const without = { ...outputs, clientInstanceId: undefined };
    const request = { topic: "orders", fromBeginning: true, count: 1, signal };
    await assert.rejects(
      new FakeAws({}).ask((target) => target.consume(request, () => undefined), without),
      /no output clientInstanceId\. It has one when setting kafkaClient is true/,
    );
  });
});

describe("consumerScript", () => {
  const script = (topic: string, fromBeginning = false): string =>
    consumerScript({ bootstrapServers: "b-1:9098", topic, count: 3, fromBeginning });

  it("reads from the beginning only where it is asked to", () => {
    assert.doesNotMatch(script("orders"), /from-beginning/);
    assert.match(script("orders", true), /'--from-beginning'/);
  });

  it("says so while the client has no tools yet", async () => {
    const { exitCode, stderr } = await execa("sh", ["-c", script("orders")], { reject: false });
    assert.equal(exitCode, 1);
    assert.match(stderr, /still installing its tools/);
  });

  it("leaves nothing to the shell", async () => {
    for (const text of ["$(id)", "a'b", "`id`", "a b; c", '"', "\\", "*"]) {
      const { stdout } = await execa("sh", ["-c", `printf %s ${quoted(text)}`]);
      assert.equal(stdout, text);
      assert.ok(script(text).includes(quoted(text)));
    }
  });
});

describe("parseRecords", () => {
  const parse = (lines: readonly string[], cut = false): ConsumedRecord[] =>
    parseRecords("orders", lines.map((line) => `${line}\n`).join(""), { cut });
  const at = (offset: number): string =>
    `CreateTime:1767225600000<~>Partition:1<~>Offset:${offset}<~>`;

  it("takes the lines of a value together, and what the separator parts of it", () => {
    const values = parse([`${at(0)}k<~>{`, ' "x": 1', "}", `${at(1)}k<~>a<~>b`]).map(
      ({ value }) => value,
    );
    assert.deepEqual(values, ['{\n "x": 1\n}', "a<~>b"]);
  });

  it("knows tombstones, missing keys and empty values", () => {
    const [tombstone, keyless, empty] = parse([
      `${at(0)}k<~>null`,
      `${at(1)}null<~>v`,
      `${at(2)}k<~>`,
    ]);
    assert.deepEqual([tombstone?.value, keyless?.key, empty?.value], [null, null, ""]);
  });

  it("knows each kind of time", () => {
    const times = parse([
      "NO_TIMESTAMP<~>Partition:0<~>Offset:0<~>k<~>v",
      "LogAppendTime:5<~>Partition:0<~>Offset:1<~>k<~>v",
    ]).map(({ timestamp }) => timestamp);
    assert.deepEqual(times, [undefined, 5]);
  });

  it("passes over what is no record", () => {
    assert.deepEqual(parse(["a warning", ""]), []);
    assert.deepEqual(parse([]), []);
  });

  it("leaves out the last record of an output that is cut", () => {
    assert.deepEqual(
      parse([`${at(0)}k<~>v`, `${at(1)}k<~>v`], true).map(({ offset }) => offset),
      [0],
    );
  });
});
