import { freePort } from "../run/ports";
import { startWorker } from "../services/worker";
import type { Started } from "../startStage";
import type { Healer } from "../watch/healer";
import { healthOf } from "../watch/health";
import { until } from "../../support/waiting";
import type { Fault } from "./fault";
import { nextBuild } from "./nextBuild";

/** What moves tasks from one worker to another. */
export const membership: readonly Fault[] = [
  {
    name: "worker-joins",
    about: "a second Connect worker joins, takes tasks over, and leaves again",
    pipeline: "orders",
    times: 2,
    strike: async (started, healer) => {
      const { context, stage, plugins } = started;
      const ports = { ...context.ports, worker: await freePort() };
      const second = await startWorker({ ...context, ports }, stage, plugins);
      await untilRunning(started, healer);
      await second.service.stop(HANDOVER_MS);
      await untilRunning(started, healer);
    },
  },
  {
    name: "connectors-made-anew",
    about: "every connector is deleted and made anew under its name, as a replacement does",
    pipeline: "orders",
    times: 2,
    strike: async (started, healer) => {
      await deleteAll(started);
      await createAll(started, healer);
    },
  },
  {
    name: "archives-replaced",
    about: "every connector is deleted, and made anew by workers with another build of its plugin",
    pipeline: "orders",
    times: 1,
    strike: async (started, healer) => {
      const { context, stage, plugins, worker } = started;
      await deleteAll(started);
      await worker.service.stop(HANDOVER_MS);
      const next = plugins.map((plugin) => nextBuild(plugin, NEXT, context.run.directory));
      await startWorker(context, stage, next);
      await assertVersion(started, NEXT);
      await createAll(started, healer);
    },
  },
];

/** Longer than a worker takes to commit its offsets and leave. */
const HANDOVER_MS = 15_000;
/** Version of a build that no release has. */
const NEXT = "next";

async function deleteAll({ stage, worker }: Started): Promise<void> {
  for (const { name } of stage.connectors) await worker.api.delete(name);
}

async function createAll(started: Started, healer: Healer): Promise<void> {
  const { stage, worker } = started;
  for (const { name, config } of stage.connectors) await worker.api.put(name, config);
  await untilRunning(started, healer);
}

/** Throws where the worker would run a connector by another build of its plugin. */
async function assertVersion({ stage, worker }: Started, version: string): Promise<void> {
  const found = await worker.api.pluginVersions();
  for (const { name, config } of stage.connectors) {
    const its = found[config["connector.class"] ?? ""];
    if (its === version) continue;
    throw new Error(`${name} would run by build ${its ?? "(none)"}, not by ${version}.`);
  }
}

async function untilRunning({ context, stage, worker }: Started, healer: Healer): Promise<void> {
  await until(
    async () => {
      const { connectors } = stage;
      const health = await healthOf(worker.api, connectors, worker.service.log, healer);
      const all = health.every(({ tasks, runningTasks }) => tasks > 0 && tasks === runningTasks);
      return all ? true : undefined;
    },
    {
      signal: context.run.signal,
      otherwise: "The tasks of the connectors were not all running again",
      seconds: 120,
    },
  );
}
