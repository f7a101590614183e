import { decide, type Operation } from "../../functions/restartFailedTasks/decide";
import type { ConnectApi } from "../clients/connectApi";

/** A worker tells a task's new state by a topic, so for a while the old one is seen. */
const UNDER_WAY_MS = 5_000;

/** Restarts failed tasks by the same decision as the function on AWS. */
export class Healer {
  /** Restarts of connectors' failed tasks. */
  restarts = 0;
  readonly #begunMs = new Map<string, readonly number[]>();

  /**
   * Restarts failed tasks of a connector unless that is under way; false when it has not helped. One
   * by one, which every version of Kafka Connect can; all at once only 3.0 and later.
   *
   * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-745%3A+Connect+API+to+restart+connector+and+tasks
   */
  async heal(
    api: ConnectApi,
    connector: string,
    failedTasks: readonly number[],
    nowMs: number,
  ): Promise<boolean> {
    const begunMs = this.#begunMs.get(connector) ?? [];
    const operations = begunMs.map((beganMs) => restart(beganMs, nowMs));
    const { act } = decide(operations, nowMs);
    if (act !== "restart") return act === "wait";
    this.#begunMs.set(connector, [...begunMs, nowMs]);
    this.restarts += 1;
    for (const task of failedTasks) await api.restartTask(connector, task);
    return true;
  }
}

function restart(beganMs: number, nowMs: number): Operation {
  return { isRestart: true, isOver: nowMs - beganMs > UNDER_WAY_MS, beganMs };
}
