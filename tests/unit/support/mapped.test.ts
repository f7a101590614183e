import assert from "node:assert/strict";
import { defined } from "../../../support/mapped";

describe("What is defined of a record", () => {
  it("is all but what is undefined, in its order", () => {
    const record = { first: "", second: undefined, third: 0, fourth: null };
    assert.deepEqual(Object.entries(defined<unknown>(record)), [
      ["first", ""],
      ["third", 0],
      ["fourth", null],
    ]);
  });
});
