import { UserError } from "../../support/userError";
import type { PlannedConnector } from "../declared/declaredStage";
import type { ConnectApi, ConnectorStatus } from "../clients/connectApi";

/** A connector as a user sees it. */
export interface ConnectorHealth {
  readonly name: string;
  /** As the worker says it, such as RUNNING. */
  readonly state: string;
  readonly tasks: number;
  readonly runningTasks: number;
}

/**
 * States of the connectors; throws UserError with the trace of one that has failed, and the log
 * that says more.
 */
export async function healthOf(
  api: ConnectApi,
  connectors: readonly PlannedConnector[],
  log: string,
): Promise<ConnectorHealth[]> {
  const statuses = await api.statuses();
  return connectors.map(({ name, config }) => {
    const status = statuses[name];
    if (status === undefined) return { name, state: "UNASSIGNED", tasks: 0, runningTasks: 0 };
    const trace = failureOf(status, config["connector.class"]);
    if (trace !== undefined) throw failed(name, trace, log);
    const running = status.tasks.filter(({ state }) => state === "RUNNING");
    return {
      name,
      state: status.connector.state,
      tasks: status.tasks.length,
      runningTasks: running.length,
    };
  });
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
