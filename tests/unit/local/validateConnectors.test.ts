import assert from "node:assert/strict";
import type { Validation } from "../../../local/clients/connectApi";
import { failuresOf } from "../../../local/watch/health";
import { describeProblems, problemsOf } from "../../../local/validateConnectors";

function answer(fields: Readonly<Record<string, readonly string[]>>): Validation {
  return {
    configs: Object.entries(fields).map(([name, errors]) => ({
      value: { name, errors: [...errors] },
    })),
  };
}

describe("Validation of a connector", () => {
  const known = { name: [], "connector.class": [], "aws.dynamodb.region": [], "tasks.max": [] };

  it("finds nothing in a configuration that the plugin takes", () => {
    const config = {
      name: "sink",
      "aws.dynamodb.region": "us-east-1",
      "value.converter.schemas.enable": "false",
      "confluent.topic.replication.factor": "1",
      "consumer.override.max.poll.records": "10",
      "snapshot.select.statement.overrides.db.T": "SELECT * FROM db.T",
    };
    assert.deepEqual(problemsOf("sink", config, answer(known)), []);
  });

  it("names each field that the plugin refuses, with the value", () => {
    const reply = answer({ ...known, "tasks.max": ["must be at least 1", "is no number"] });
    assert.deepEqual(problemsOf("sink", { "tasks.max": "x" }, reply), [
      { connector: "sink", key: "tasks.max", value: "x", message: "must be at least 1" },
      { connector: "sink", key: "tasks.max", value: "x", message: "is no number" },
    ]);
  });

  it("names a key that the plugin does not know, and the one that was meant", () => {
    const [problem, other] = problemsOf(
      "sink",
      { "aws.dynamodb.regoin": "us-east-1", colour: "red" },
      answer(known),
    );
    assert.equal(
      problem?.message,
      "is no key of this connector; did you mean aws.dynamodb.region?",
    );
    assert.equal(other?.message, "is no key of this connector");
  });

  it("names a mistyped key of a transform, whose keys the worker lists too", () => {
    const reply = answer({ ...known, "transforms.flatten.delimiter": [] });
    const [problem] = problemsOf("sink", { "transforms.flatten.delimeter": "_" }, reply);
    assert.match(problem?.message ?? "", /did you mean transforms\.flatten\.delimiter\?/);
  });

  it("names an unknown key once when the plugin names it itself", () => {
    const reply = answer({ ...known, colour: ["is not known"] });
    assert.equal(problemsOf("sink", { colour: "red" }, reply).length, 1);
  });

  it("is shown with connector, key, value and reason", () => {
    const problems = [
      { connector: "sink", key: "a", value: "1", message: "wrong" },
      { connector: "sink", key: "b", value: undefined, message: "missing" },
    ];
    assert.equal(
      describeProblems(problems),
      '  sink: a = "1"\n    wrong\n  sink: b is not set\n    missing',
    );
  });
});

describe("Health of a connector", () => {
  const running = { state: "RUNNING", worker_id: "w" };
  const datagen = "io.confluent.kafka.connect.datagen.DatagenConnector";
  const ended =
    "org.apache.kafka.connect.errors.ConnectException: Stopping connector: generated the configured 1000 number of messages";

  function failureOf(...of: Parameters<typeof failuresOf>): string | undefined {
    return failuresOf(...of)[0]?.trace;
  }

  it("is good while everything runs", () => {
    const status = { connector: running, tasks: [{ ...running, id: 0 }] };
    assert.equal(failureOf(status, "any.Connector"), undefined);
  });

  it("is the trace of a task that has failed", () => {
    const task = { state: "FAILED", worker_id: "w", id: 0, trace: "boom" };
    assert.equal(failureOf({ connector: running, tasks: [task] }, "any.Connector"), "boom");
  });

  it("is good when Datagen ends in its own way, and in no other", () => {
    const task = { state: "FAILED", worker_id: "w", id: 0, trace: ended };
    const status = { connector: running, tasks: [task] };
    assert.equal(failureOf(status, datagen), undefined);
    assert.equal(failureOf(status, "any.Connector"), ended);
    const other = { connector: running, tasks: [{ ...task, trace: "boom" }] };
    assert.equal(failureOf(other, datagen), "boom");
  });
});
