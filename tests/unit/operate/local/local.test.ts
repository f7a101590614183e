import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../../../support/userError";
import { identify } from "../../../../local/run/identity";
import { writeState, type Endpoints } from "../../../../local/run/state";
import { connectorSummary } from "../../../../operate/local/connectors";
import { findRun } from "../../../../operate/local/findRun";
import { newStateDirectory, removeDirectory } from "../../../local/harness";

const endpoints: Endpoints = {
  bootstrapServers: "127.0.0.1:1",
  connect: "http://127.0.0.1:2",
  dynamoDb: "http://127.0.0.1:3",
};

describe("findRun", () => {
  let folder = "";
  beforeEach(() => {
    folder = newStateDirectory();
    process.env["PIPELINE_STATE_DIR"] = folder;
  });
  afterEach(() => {
    delete process.env["PIPELINE_STATE_DIR"];
    removeDirectory(folder);
  });

  /** Writes a run of this very process. */
  async function run(name: string, kept: Endpoints | undefined, stage = "dev"): Promise<void> {
    const directory = join(folder, `run-${name}`);
    mkdirSync(directory);
    const owner = await identify(process.pid);
    writeState(directory, {
      stage,
      overrides: ["pipeline=all"],
      owner,
      processes: [],
      endpoints: kept,
    });
  }

  it("finds the run of the stage among others", async () => {
    await run("a", { ...endpoints, connect: "http://127.0.0.1:9" }, "prod");
    await run("b", undefined);
    await run("c", endpoints);
    const directory = join(folder, "run-c");
    assert.deepEqual(await findRun("dev"), { directory, overrides: ["pipeline=all"], endpoints });
  });

  it("hands on where the database is", async () => {
    const secretsEndpoint = "http://127.0.0.1:5";
    const database = {
      ...{ host: "127.0.0.1", port: 4, authority: "/run/ca.pem" },
      ...{ secretsEndpoint, masterSecret: "master", name: "salesdb" },
    };
    await run("a", { ...endpoints, database });
    assert.deepEqual((await findRun("dev")).endpoints.database, database);
  });

  it("says how to start one where there is none, and passes over dead runs", async () => {
    const gone = execa("true");
    const owner = await identify(gone.pid ?? 0);
    await gone;
    mkdirSync(join(folder, "run-dead"));
    writeState(join(folder, "run-dead"), {
      stage: "dev",
      overrides: [],
      owner,
      processes: [],
      endpoints,
    });
    await assert.rejects(
      findRun("dev"),
      new UserError(
        "No pipeline of stage dev runs on this machine; start one with npm start -- --keep, or ask the deployed stage with --aws.",
      ),
    );
    await assert.rejects(findRun("prod"), /npm start -- --keep --stage prod, or/);
  });

  it("says that a run is not kept, or not yet ready", async () => {
    await run("a", undefined);
    await assert.rejects(findRun("dev"), /still starting, or it was started without --keep/);
  });

  it("asks for one when there are several, and lists them", async () => {
    await run("a", endpoints);
    await run("b", endpoints);
    await assert.rejects(
      findRun("dev"),
      new UserError(
        [
          "2 pipelines of stage dev run on this machine:",
          `  run-a, process ${process.pid}`,
          `  run-b, process ${process.pid}`,
          "Stop all but one with Ctrl-C where they were started.",
        ].join("\n"),
      ),
    );
  });
});

describe("connectorSummary", () => {
  const worker_id = "127.0.0.1:8083";

  it("says what went wrong and what caused it, without where in the code", () => {
    const trace = [
      "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask",
      "\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:632)",
      "Caused by: java.lang.IllegalStateException: There is no table kafka_orders",
      "\tat Sink.put(Sink.java:1)",
      "\t... 10 more",
      "",
    ].join("\n");
    const status = {
      connector: { state: "RUNNING", worker_id },
      tasks: [
        { id: 0, state: "FAILED", worker_id, trace },
        { id: 1, state: "FAILED", worker_id, trace },
        { id: 2, state: "RUNNING", worker_id },
      ],
    };
    assert.deepEqual(connectorSummary("orders-sink", status), {
      name: "orders-sink",
      state: "RUNNING",
      tasks: { running: 1, total: 3 },
      errors: [
        "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask",
        "Caused by: java.lang.IllegalStateException: There is no table kafka_orders",
      ],
    });
  });
});
