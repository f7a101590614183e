import assert from "node:assert/strict";
import { listDeadLetters } from "../../../operate/deadLetters/list";
import { replayDeadLetters } from "../../../operate/deadLetters/replay";
import { showDeadLetter } from "../../../operate/deadLetters/show";
import { orders, refusal, sales, FakeStage } from "../../helpers/deadLetterStage";

const { signal } = new AbortController();

const letter = {
  kind: "letter",
  offset: 3,
  time: 1_795_677_384_243,
  place: "orders/0/20",
  exception: "dev.mskpipeline.connect.dynamodb.RecordRefusedException",
  message: "the key attribute\n is null ",
  cause: null,
  state: "waiting",
  detail: "",
};

const whole = {
  ...letter,
  task: "0",
  stage: "TASK_PUT",
  executingClass: "org.apache.kafka.connect.sink.SinkTask",
  headers: [{ name: "trace", encoding: "base64", text: "/w==" }],
  key: { encoding: "null", text: "" },
  valueEncoding: "text",
  valueCharacters: 8,
  stackCharacters: 5,
};

const counts = { waiting: 0, replayed: 0, superseded: 0, stranded: 0 };

const list = (stage: FakeStage, otherwise: object = {}) =>
  listDeadLetters(
    stage,
    { connector: undefined, count: 20, json: false, signal, ...otherwise },
    stage.output,
  );

const show = (stage: FakeStage, otherwise: object = {}) =>
  showDeadLetter(
    stage,
    { connector: undefined, offset: 3, json: false, signal, ...otherwise },
    stage.output,
  );

const replay = (stage: FakeStage, otherwise: object = {}) =>
  replayDeadLetters(
    stage,
    { connector: undefined, only: [], dryRun: false, signal, ...otherwise },
    stage.output,
  );

describe("deadletters list", () => {
  it("asks of each sink by its topic and the key of its table", async () => {
    const stage = new FakeStage([{ kind: "summary", ...counts }], [orders, sales]);
    await list(stage);
    assert.deepEqual(stage.asked, [
      "list --connector dev-orders-sink --topic orders-dead-letters --key value.orderid --count 20",
      "list --connector dev-sales-sink --topic sales-dead-letters --key key.ID --key value.at --count 20",
    ]);
    assert.deepEqual(stage.noted[0], "dev-orders-sink, in orders-dead-letters: no dead letters");
    assert.deepEqual(stage.printed, []);
  });

  it("asks of the sink that is named, and refuses another name", async () => {
    const stage = new FakeStage([{ kind: "summary", ...counts }], [orders, sales]);
    await list(stage, { connector: "dev-sales-sink" });
    assert.deepEqual(stage.asked.length, 1);
    assert.match(stage.asked[0] ?? "", /sales-dead-letters/);
    const said = await refusal(list(stage, { connector: "orders-sink" }));
    assert.match(said, /--connector orders-sink .* There are: dev-orders-sink, dev-sales-sink/);
  });

  it("says which setting gives a stage dead letters", async () => {
    const stage = new FakeStage([], [{ ...orders, config: {} }]);
    assert.match(await refusal(list(stage)), /stage dev .* setting deadLetters is false/);
  });

  it("has a row for each, with state and reason in one line", async () => {
    const cause = "com.fasterxml.jackson.core.JsonParseException: Unrecognized token";
    const stage = new FakeStage([
      { kind: "summary", waiting: 1, replayed: 1, superseded: 1, stranded: 1 },
      letter,
      { ...letter, offset: 4, state: "replayed", detail: "orders/0/25", cause },
      { ...letter, offset: 5, state: "superseded", detail: "dead letter 7" },
      { ...letter, offset: 1_006, time: -1, place: null, state: "stranded", detail: "it is gone" },
    ]);
    await list(stage);
    const why = "RecordRefusedException: the key attribute is null";
    const when = "2026-11-26T07:16:24.243Z";
    assert.deepEqual(stage.printed.join("\n").split("\n"), [
      "OFFSET  WHEN                      FROM         STATE                        WHY",
      `3       ${when}  orders/0/20  waiting                      ${why}`,
      `4       ${when}  orders/0/20  replayed as orders/0/25      ${why}, caused by JsonParseException: Unrecognized token`,
      `5       ${when}  orders/0/20  superseded by dead letter 7  ${why}`,
      `1006    -                         -            stranded                     ${why}`,
      "Dead letter 1006 cannot be replayed: it is gone",
    ]);
    assert.match(stage.noted[0] ?? "", /4 dead letters: 1 waiting, 1 replayed, 1 superseded, 1 st/);
  });

  it("leaves out a line that is cut, and says so", async () => {
    const summary = { kind: "summary", ...counts, waiting: 2 };
    const most = JSON.stringify(summary).length + JSON.stringify(letter).length + 10;
    const stage = new FakeStage([summary, letter, { ...letter, offset: 4 }], [orders], most);
    await list(stage, { json: true });
    assert.deepEqual(
      stage.printed.map((line) => (JSON.parse(line) as { offset: number }).offset),
      [3],
    );
    assert.match(stage.noted[1] ?? "", /first 24,000 characters only, which have 1 dead letter;/);
  });
});

describe("deadletters show", () => {
  const lines = [
    whole,
    { kind: "value", text: '{"a"' },
    { kind: "value", text: ":1 }" },
    { kind: "stack", text: "a: b\n" },
  ];

  it("has all that the dead letter holds", async () => {
    const stage = new FakeStage(lines);
    await show(stage);
    assert.match(stage.asked[0] ?? "", /^show .* --offset 3$/);
    const [text = ""] = stage.printed;
    assert.match(text, /^from {10}orders\/0\/20$/m);
    assert.match(text, /^connector {5}dev-orders-sink, task 0$/m);
    assert.match(text, /^header trace {2}base64 \/w==$/m);
    assert.match(text, /^Key, which is null$/m);
    assert.match(text, /^Value, as text, 8 characters:\n\{"a":1 \}$/m);
    assert.match(text, /^Stack trace:\na: b$/m);
    assert.deepEqual(stage.noted, []);
  });

  it("has it as JSON", async () => {
    const stage = new FakeStage(lines);
    await show(stage, { json: true });
    const shown = JSON.parse(stage.printed.join("")) as Record<string, unknown>;
    assert.deepEqual(shown["value"], { encoding: "text", text: '{"a":1 }' });
    assert.equal(shown["topic"], "orders-dead-letters");
    assert.equal(shown["stack"], "a: b\n");
  });

  it("says how much is missing, and where all of it is", async () => {
    const most = lines.slice(0, 2).reduce((sum, line) => sum + JSON.stringify(line).length + 1, 5);
    const stage = new FakeStage(lines, [orders], most);
    await show(stage);
    assert.match(stage.noted[0] ?? "", /9 characters of value and stack trace are missing/);
    assert.match(
      stage.noted[0] ?? "",
      /dead-letters\.sh 'show' '--connector' 'dev-orders-sink' .* '--offset' '3' --boot/,
    );
  });

  it("says where it is where not even its headers are there", async () => {
    const stage = new FakeStage(lines, [orders], 50);
    const said = await refusal(show(stage));
    assert.match(said, /of dead letter 3 are longer\. On the client, .* dead-letters\.sh 'show'/);
    assert.deepEqual(stage.printed, []);
  });

  it("wants a sink's name where a stage has several", async () => {
    const stage = new FakeStage(lines, [orders, sales]);
    assert.match(await refusal(show(stage)), /--connector: dev-orders-sink, dev-sales-sink/);
    await show(stage, { connector: "dev-orders-sink" });
    assert.equal(stage.asked.length, 1);
  });
});

describe("deadletters replay", () => {
  const outcome = { kind: "outcome", offset: 3, place: "orders/0/20" };

  it("says what became of each, and what was sent again", async () => {
    const stage = new FakeStage([
      { kind: "summary", sent: 1, ...counts, superseded: 1 },
      { ...outcome, state: "sent", detail: "orders/0/25" },
      { kind: "repeated", record: "orders/0/24" },
      { ...outcome, offset: 4, state: "superseded", detail: "orders/0/23" },
    ]);
    await replay(stage);
    assert.deepEqual(stage.asked, [
      "replay --connector dev-orders-sink --topic orders-dead-letters --key value.orderid",
    ]);
    assert.deepEqual(stage.printed.join("\n").split("\n"), [
      "OFFSET  FROM         OUTCOME",
      "3       orders/0/20  sent, as orders/0/25",
      "4       orders/0/20  superseded by orders/0/23",
      "orders/0/24 was sent again: an older record of its item came after it",
    ]);
    assert.match(
      stage.noted[0] ?? "",
      /1 sent, 0 replayed before, 1 sup.* 1 newer record sent again/,
    );
  });

  it("passes on which, and that nothing is to be sent", async () => {
    const stage = new FakeStage([
      { kind: "summary", sent: 0, ...counts, waiting: 2 },
      { ...outcome, state: "waiting", detail: "" },
    ]);
    await replay(stage, { only: [3, 5], dryRun: true });
    assert.match(stage.asked[0] ?? "", / --offset 3 --offset 5 --dry-run$/);
    assert.match(stage.noted[0] ?? "", /2 would be sent/);
    assert.match(stage.printed[0] ?? "", /would be sent/);
  });

  it("wants a sink's name for offsets where a stage has several", async () => {
    const stage = new FakeStage([], [orders, sales]);
    assert.match(await refusal(replay(stage, { only: [3] })), /Name one with --connector/);
  });

  it("fails at the end, after every sink, where one cannot be replayed", async () => {
    const lines = [
      { kind: "summary", sent: 0, ...counts, stranded: 2 },
      { ...outcome, state: "stranded", detail: "topic orders is gone" },
    ];
    const stage = new FakeStage(lines, [orders, sales]);
    const said = await refusal(replay(stage));
    assert.match(said, /cannot be replayed: 2 of dev-orders-sink, 2 of dev-sales-sink/);
    assert.match(stage.printed[0] ?? "", /stranded: topic orders is gone/);
  });

  it("says when not every outcome is told", async () => {
    const summary = { kind: "summary", sent: 2, ...counts };
    const sent = { ...outcome, state: "sent", detail: "orders/0/25" };
    const stage = new FakeStage([summary, sent], [orders], JSON.stringify(summary).length + 9);
    await replay(stage);
    assert.match(stage.noted.at(-1) ?? "", /not every outcome is told/);
  });
});
