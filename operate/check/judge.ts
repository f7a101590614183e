import type { ConnectorOperation } from "../../deploy/steps/connectorOperation";
import type { DeclaredConnector } from "../../local/declared/declaredStage";
import type { Topic } from "../../plan/declared";
import { isEndOfDatagen } from "../../local/watch/health";
import { count, counted } from "../../support/format";
import type { ConnectorSummary, TableSummary, TopicSummary } from "../target";
import { finding, type Finding, type Verdict } from "./finding";
import type { AlarmSummary, BucketSummary, DeadLetters, Lag, Reading } from "./inspectable";

const NOT_THERE = "the stage declares it, and it is not there";

/** Time behind which a reader is worth a look; after a deployment it catches up. */
const LATE_SECONDS = 300;

export function judgeConnector(
  { name, config }: DeclaredConnector,
  found: ConnectorSummary | undefined,
  lastChange: ConnectorOperation | undefined,
): Finding {
  const of = finding("connector", name);
  if (found === undefined) return of("failed", NOT_THERE);
  const { state, tasks, errors } = found;
  const says = [
    state,
    ...(tasks === undefined ? [] : [`${tasks.running} of ${tasks.total} tasks`]),
  ];
  const idle = tasks !== undefined && (tasks.total === 0 || tasks.running < tasks.total);
  const ended = isEndOfDatagen(config["connector.class"], errors.join("\n"));
  if (state !== "RUNNING" || (idle && !ended)) {
    return of("failed", [...says, ...errors.slice(0, 1)].join(", "), errors.slice(1));
  }
  if (lastChange === undefined) return of("ok", says.join(", "));
  return of(verdictOf(lastChange), [...says, described(lastChange)].join(", "));
}

/** A change that was rolled back leaves the connector running, as it was before. */
function verdictOf({ state }: ConnectorOperation): Verdict {
  if (/ROLLBACK|FAILED/.test(state)) return "failed";
  return state.endsWith("_COMPLETE") ? "ok" : "warning";
}

function described({ state, reason }: ConnectorOperation): string {
  return `its last change is ${state}${reason === "" ? "" : `: ${reason}`}`;
}

export function judgeTopic(
  { name, partitionCount, replicationFactor }: Topic,
  found: TopicSummary | undefined,
): Finding {
  const of = finding("topic", name);
  if (found === undefined) return of("failed", NOT_THERE);
  const { partitions, replication } = found;
  if (partitions !== partitionCount) {
    return of(
      "failed",
      `has ${counted(partitions, "partition")} where the stage declares ${partitionCount}`,
    );
  }
  // The program leaves the copies of a topic that is there as they are.
  if (replication !== replicationFactor) {
    return of(
      "warning",
      `has ${copies(replication)} where the stage declares ${replicationFactor}`,
    );
  }
  return of("ok", `${counted(partitions, "partition")}, ${copies(replication)}`);
}

function copies(replication: number): string {
  return replication === 1 ? "1 copy" : `${replication} copies`;
}

export function judgeTable(name: string, found: TableSummary | undefined): Finding {
  const of = finding("table", name);
  if (found === undefined) return of("failed", NOT_THERE);
  const { status, items } = found;
  if (status === "ACTIVE") return of("ok", `${status}, ${counted(items, "item")}`);
  return of(status === "UPDATING" ? "warning" : "failed", status);
}

/** `hasCommitted`: whether its sink has, which it does once what it has read is stored. */
export function judgeBucket({ name, hasObjects }: BucketSummary, hasCommitted: boolean): Finding {
  const of = finding("bucket", name);
  if (hasObjects === undefined) return of("failed", NOT_THERE);
  if (hasObjects) return of("ok", "has objects");
  return hasCommitted
    ? of("warning", "is empty, though its sink has committed records")
    : of("ok", "is empty, and its sink has committed nothing yet");
}

export function judgeLag({ group, topic }: Reading, { records, seconds }: Lag): Finding {
  const of = finding("lag", `${group} on ${topic}`);
  if (records === undefined) {
    return of("unknown", "nobody tells; the group has committed nothing yet, or is joining");
  }
  const time = seconds === undefined ? "" : `, ${count(Math.round(seconds))} s`;
  const late = seconds !== undefined && seconds > LATE_SECONDS;
  return of(late ? "warning" : "ok", `${counted(records, "record")}${time} behind`);
}

export function judgeDeadLetters(topic: string, { some, says }: DeadLetters): Finding {
  const of = finding("dead letters", topic);
  if (some === undefined) return of("unknown", says);
  return of(some ? "warning" : "ok", says);
}

export function judgeAlarms(alarms: readonly AlarmSummary[]): Finding[] {
  if (alarms.length === 0)
    return [finding("alarm", "none")("unknown", "no alarm's name begins with the stack's")];
  return alarms.map(({ name, state, reason }) => {
    const of = finding("alarm", name);
    if (state === "OK") return of("ok", state);
    return of(state === "ALARM" ? "failed" : "unknown", `${state}: ${reason}`);
  });
}
