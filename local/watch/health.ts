import { UserError } from "../../support/userError";
import type { PlannedConnector } from "../declared/declaredStage";
import type { ConnectApi, ConnectorStatus } from "../clients/connectApi";
import type { Healer } from "./healer";

/** A connector as a user sees it. */
export interface ConnectorHealth {
  readonly name: string;
  /** As the worker says it, such as RUNNING. */
  readonly state: string;
  readonly tasks: number;
  readonly runningTasks: number;
}

/**
 * States of the connectors; throws UserError with the trace of one that has failed and that `healer`,
 * if there is one, does not restart, and the log that says more.
 */
export async function healthOf(
  api: ConnectApi,
  connectors: readonly PlannedConnector[],
  log: string,
  healer?: Healer,
): Promise<ConnectorHealth[]> {
  const statuses = await api.statuses();
  for (const { name, config } of connectors) {
    const status = statuses[name];
    if (status === undefined) continue;
    const connectorClass = config["connector.class"];
    const trace = failureOf(status, connectorClass);
    if (trace === undefined) continue;
    const tasks = failedTasks(status, connectorClass);
    // Tasks are what is restarted on AWS too, where the alarm counts them alone.
    const heals = healer !== undefined && status.connector.state !== "FAILED";
    if (heals && (await healer.heal(api, name, tasks, Date.now()))) continue;
    throw failed(name, trace, log);
  }
  return connectors.map(({ name }) => healthOfOne(name, statuses[name]));
}

function healthOfOne(name: string, status: ConnectorStatus | undefined): ConnectorHealth {
  if (status === undefined) return { name, state: "UNASSIGNED", tasks: 0, runningTasks: 0 };
  const running = status.tasks.filter(({ state }) => state === "RUNNING");
  return {
    name,
    state: status.connector.state,
    tasks: status.tasks.length,
    runningTasks: running.length,
  };
}

/** Returns the trace of a connector, or of a task of it, that has failed. */
export function failureOf(
  { connector, tasks }: ConnectorStatus,
  connectorClass: string | undefined,
): string | undefined {
  return [connector, ...tasks]
    .filter(({ state }) => state === "FAILED")
    .map(({ trace = "The worker gives no trace." }) => trace)
    .find((trace) => !isEndOfDatagen(connectorClass, trace));
}

function failedTasks({ tasks }: ConnectorStatus, connectorClass: string | undefined): number[] {
  return tasks
    .filter(({ state, trace = "" }) => state === "FAILED" && !isEndOfDatagen(connectorClass, trace))
    .map(({ id }) => id);
}

/** Confluent's Datagen has no other way to end after its iterations than to fail. */
export function isEndOfDatagen(connectorClass: string | undefined, trace: string): boolean {
  return (
    connectorClass === "io.confluent.kafka.connect.datagen.DatagenConnector" &&
    /generated the configured \d+ number of messages/.test(trace)
  );
}

function failed(name: string, trace: string, log: string): UserError {
  const lines = trace
    .split("\n")
    .slice(0, 6)
    .map((line) => `  ${line.trimEnd()}`);
  return new UserError([`Connector ${name} has failed:`, ...lines, `Its log is ${log}`].join("\n"));
}
