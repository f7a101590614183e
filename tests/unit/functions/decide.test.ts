import assert from "node:assert/strict";
import {
  decide,
  MOST_RESTARTS,
  type Operation,
} from "../../../functions/restartFailedTasks/decide";

const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE_MS = 60_000;

function restart(minutesAgo: number, others: Partial<Operation> = {}): Operation {
  return { isRestart: true, isOver: true, beganMs: NOW - minutesAgo * MINUTE_MS, ...others };
}

describe("The decision about failed tasks", () => {
  it("is to restart them at once", () => {
    assert.deepEqual(decide([], NOW), { act: "restart", because: "restart 1 of 3 within an hour" });
  });

  it("is to restart them up to three times an hour, and then to give up", () => {
    const operations: Operation[] = [];
    for (let i = 0; i < MOST_RESTARTS; i++) {
      assert.equal(decide(operations, NOW).act, "restart");
      operations.push(restart(10 * i));
    }
    assert.deepEqual(decide(operations, NOW), {
      act: "giveUp",
      because: "3 restarts within an hour have not helped",
    });
  });

  it("is to try again once one of the three is an hour ago", () => {
    const others = [restart(5), restart(15)];
    assert.equal(decide([...others, restart(59)], NOW).act, "giveUp");
    assert.equal(decide([...others, restart(60)], NOW).act, "restart");
  });

  it("counts restarts alone", () => {
    const updates = Array.from({ length: 5 }, () => restart(5, { isRestart: false }));
    assert.equal(decide(updates, NOW).act, "restart");
  });

  it("is to wait while anything else is being done, however much was tried", () => {
    for (const isRestart of [true, false]) {
      const running = restart(1, { isRestart, isOver: false });
      assert.equal(decide([running], NOW).act, "wait");
      assert.equal(decide([restart(2), restart(3), restart(4), running], NOW).act, "wait");
    }
  });
});
