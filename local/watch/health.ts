import { UserError } from "../../support/userError";
import type { DeclaredConnector } from "../declared/declaredStage";
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
  connectors: readonly DeclaredConnector[],
  log: string,
  healer?: Healer,
): Promise<ConnectorHealth[]> {
  const statuses = await api.statuses();
  for (const { name, config } of connectors) {
    const status = statuses[name];
    if (status === undefined) continue;
    const failures = failuresOf(status, config["connector.class"]);
    const [first] = failures;
    if (first === undefined) continue;
    // Tasks are what is restarted on AWS too, where the alarm counts them alone.
    const tasks = failures.flatMap(({ task }) => task ?? []);
    const heals = healer !== undefined && tasks.length === failures.length;
    if (heals && (await healer.heal(api, name, tasks, Date.now()))) continue;
    throw failed(name, first.trace, log);
  }
  return connectors.map(({ name }) => healthOfOne(name, statuses[name]));
}

/** How a connector is, by what the worker says of it, if anything. */
export function healthOfOne(name: string, status: ConnectorStatus | undefined): ConnectorHealth {
  if (status === undefined) return { name, state: "UNASSIGNED", tasks: 0, runningTasks: 0 };
  const running = status.tasks.filter(({ state }) => state === "RUNNING");
  return {
    name,
    state: status.connector.state,
    tasks: status.tasks.length,
    runningTasks: running.length,
  };
}

/** What has failed: a task, or the connector itself, which has no number. */
interface Failure {
  readonly task: number | undefined;
  readonly trace: string;
}

/** Returns what of a connector has failed, without the one failure that is an end as it should be. */
export function failuresOf(
  { connector, tasks }: ConnectorStatus,
  connectorClass: string | undefined,
): Failure[] {
  return [{ ...connector, id: undefined }, ...tasks]
    .filter(({ state }) => state === "FAILED")
    .map(({ id, trace = "The worker gives no trace." }) => ({ task: id, trace }))
    .filter(({ trace }) => !isEndOfDatagen(connectorClass, trace));
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
