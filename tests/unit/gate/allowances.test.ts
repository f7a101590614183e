import assert from "node:assert/strict";
import { minutesLeft, minutesOf, readAllowances } from "../../../gate/allowances";

describe("An allowance", () => {
  it("is a word among others", () => {
    const text =
      "bug, allow-replace:orders-topic\n- `allow-delete:a.b` allow-broker-restart:tue:22-04";
    assert.deepEqual(readAllowances(text), {
      replace: ["orders-topic"],
      delete: ["a.b"],
      windows: [{ text: "tue:22-04", days: [2], from: 22, to: 4 }],
    });
  });

  for (const word of [
    "allow-everything",
    "allow-replace",
    "allow-replace:",
    "allow-broker-restart",
    "allow-broker-restart:sat",
    "allow-broker-restart:sat:1-2",
    "allow-broker-restart:sat:02-02",
    "allow-broker-restart:sat:25-26",
    "allow-broker-restart:day:01-06",
  ]) {
    it(`is not ${word}`, () => {
      assert.throws(() => readAllowances(word), {
        message: new RegExp(`understand ${word}\\. It`),
      });
    });
  }

  it("of a window has days of a range, past the week's end too", () => {
    const [window] = readAllowances("allow-broker-restart:sat-mon:00-24").windows;
    assert.ok(window);
    assert.deepEqual([window.days, minutesOf(window)], [[6, 0, 1], 24 * 60]);
    assert.equal(minutesLeft(window, new Date("2026-11-30T23:00:00Z")), 60);
    assert.equal(minutesLeft(window, new Date("2026-12-01T00:00:00Z")), 0);
  });
});
