import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { mutations } from "../mutations/list";
import { GOLDEN_TEST, mutated } from "../mutations/mutation";

describe("the list of mutations", () => {
  it("takes away guards that the sources have, each in one place", () => {
    const stale = mutations.filter((mutation) => mutated(mutation) === undefined);
    assert.deepEqual(
      stale.map(({ name, at, code = "" }) => `${name}: ${at} ${code}`),
      [],
    );
  });

  it("leaves it to tests that exist, and not to the comparison of whole plans", () => {
    for (const { name, tests } of mutations) {
      assert.ok(tests.length > 0, name);
      assert.deepEqual(
        tests.filter((test) => test === GOLDEN_TEST || !existsSync(join(projectRoot, test))),
        [],
        name,
      );
    }
  });

  it("calls each by a name of its own", () => {
    const names = mutations.map(({ name }) => name);
    assert.deepEqual(
      names.filter(
        (name, i) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name) || names.indexOf(name) !== i,
      ),
      [],
    );
  });
});
