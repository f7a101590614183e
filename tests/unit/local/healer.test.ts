import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConnectApi, type ConnectorStatus } from "../../../local/clients/connectApi";
import type { DeclaredConnector } from "../../../local/declared/declaredStage";
import { Healer } from "../../../local/watch/healer";
import { healthOf, type ConnectorHealth } from "../../../local/watch/health";
import { planStage } from "../../../local/declared/planStage";

const NOW = Date.UTC(2026, 10, 26, 12);
const SECOND_MS = 1_000;
const DATAGEN_END = "Stopping connector: generated the configured 7 number of messages";

type Task = "RUNNING" | "FAILED" | "ENDED";

function statusOf(tasks: readonly Task[], connector = "RUNNING"): ConnectorStatus {
  const worker_id = "127.0.0.1:8083";
  return {
    connector: { state: connector, worker_id },
    tasks: tasks.map((task, id) => {
      if (task === "RUNNING") return { id, state: task, worker_id };
      const trace = task === "ENDED" ? DATAGEN_END : "AccessDeniedException";
      return { id, state: "FAILED", worker_id, trace };
    }),
  };
}

describe("Failed tasks of a local run", () => {
  let worker: Server;
  let api: ConnectApi;
  let status: ConnectorStatus;
  let sink: DeclaredConnector;
  const restarted: string[] = [];

  before(async () => {
    const { connectors } = await planStage({ stage: "dev", overrides: [] });
    sink = connectors.find(({ name }) => name.endsWith("-sink")) ?? assert.fail("no sink");
    worker = createServer((request, response) => {
      if (request.method === "POST") {
        restarted.push(request.url ?? "");
        response.writeHead(204).end();
      } else {
        response.end(JSON.stringify({ [sink.name]: { status } }));
      }
    });
    await new Promise<void>((resolve) => worker.listen(0, "127.0.0.1", resolve));
    const { port } = worker.address() as AddressInfo;
    api = new ConnectApi(`http://127.0.0.1:${port}`, new AbortController().signal);
  });
  after(() => {
    worker.closeAllConnections();
    worker.close();
  });
  beforeEach(() => {
    restarted.length = 0;
  });

  function look(healer?: Healer): Promise<ConnectorHealth[]> {
    return healthOf(api, [sink], "/run/worker.log", healer);
  }

  it("end a run that has no fault, with the trace and where the log is", async () => {
    status = statusOf(["RUNNING", "FAILED"]);
    await assert.rejects(
      look(),
      /sink has failed:\n {2}AccessDeniedException\n.*\/run\/worker\.log/,
    );
    assert.deepEqual(restarted, []);
  });

  it("are restarted in a run with a fault, and none but they", async () => {
    status = statusOf(["RUNNING", "FAILED", "FAILED"]);
    const healer = new Healer();
    const [health] = await look(healer);
    assert.deepEqual([health?.tasks, health?.runningTasks], [3, 1]);
    const path = `/connectors/${sink.name}/tasks`;
    assert.deepEqual(restarted, [`${path}/1/restart`, `${path}/2/restart`]);
    assert.equal(healer.restarts, 1);
  });

  it("are left alone while none has failed", async () => {
    status = statusOf(["RUNNING", "RUNNING"]);
    const healer = new Healer();
    await look(healer);
    assert.deepEqual([restarted, healer.restarts], [[], 0]);
  });

  it("are not those of Confluent's generator that has come to its end", async () => {
    status = statusOf(["ENDED", "FAILED"]);
    const generator = "io.confluent.kafka.connect.datagen.DatagenConnector";
    const config = { ...sink.config, "connector.class": generator };
    await healthOf(api, [{ ...sink, config }], "/run/worker.log", new Healer());
    assert.deepEqual(restarted, [`/connectors/${sink.name}/tasks/1/restart`]);
  });

  it("are not restarted where the connector itself has failed, as on AWS", async () => {
    status = statusOf(["FAILED"], "FAILED");
    await assert.rejects(look(new Healer()), /has failed/);
    assert.deepEqual(restarted, []);
  });

  it("are given the time to start before they are restarted again", async () => {
    const healer = new Healer();
    const heal = (seconds: number): Promise<boolean> =>
      healer.heal(api, sink.name, [0], NOW + seconds * SECOND_MS);
    assert.deepEqual([await heal(0), await heal(1), await heal(5)], [true, true, true]);
    assert.equal(healer.restarts, 1);
    assert.equal(await heal(6), true);
    assert.equal(healer.restarts, 2);
  });

  it("are given up on after three restarts, of each connector by itself", async () => {
    const healer = new Healer();
    const heal = (connector: string, seconds: number): Promise<boolean> =>
      healer.heal(api, connector, [0], NOW + seconds * SECOND_MS);
    for (const seconds of [0, 10, 20]) assert.equal(await heal("sink", seconds), true);
    assert.equal(await heal("sink", 30), false);
    assert.equal(await heal("source", 30), true);
    assert.equal(healer.restarts, 4);
  });

  it("end the run with a fault when they are given up on", async () => {
    status = statusOf(["FAILED"]);
    const healer = new Healer();
    for (const seconds of [60, 40, 20]) {
      await healer.heal(api, sink.name, [0], Date.now() - seconds * SECOND_MS);
    }
    await assert.rejects(look(healer), /has failed:\n {2}AccessDeniedException/);
  });
});
