import type { ConnectorStatus } from "../../local/clients/connectApi";
import type { ConnectorSummary } from "../target";

/** Describes a connector as its worker reports it. */
export function connectorSummary(
  name: string,
  { connector, tasks }: ConnectorStatus,
): ConnectorSummary {
  const running = tasks.filter(({ state }) => state === "RUNNING").length;
  const errors = [connector, ...tasks].flatMap(({ trace }) =>
    trace === undefined ? [] : withoutFrames(trace),
  );
  const counted = { running, total: tasks.length };
  return { name, state: connector.state, tasks: counted, errors: [...new Set(errors)] };
}

/**
 * Cuts a trace down to what it says without where in the code: the exception, and what caused it.
 */
function withoutFrames(trace: string): string[] {
  return trace
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(at |\.\.\. \d+ )/.test(line));
}
