import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { mutations } from "../mutations/list";
import { locate } from "../mutations/locate";
import { GOLDEN_TEST, mutated } from "../mutations/mutation";
import { tokensOfCode } from "../mutations/tokens";

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

describe("a place in the program", () => {
  it("is the same code however that is laid out", () => {
    const line = 'f("a", [b, c], { d });';
    const lines = "f(\n  'a', // why\n  [b, c,],\n  {\n    d,\n  },\n)";
    assert.deepEqual(tokensOfCode(line), tokensOfCode(lines));
    assert.notDeepEqual(tokensOfCode(line), tokensOfCode('f("a", [c, b], { d })'));
  });

  it("may be a member or a statement, but not a piece of one", () => {
    assert.deepEqual(tokensOfCode("a: 1,"), ["a", ":", "1"]);
    assert.deepEqual(tokensOfCode("if (a) return;"), ["if", "(", "a", ")", "return"]);
    assert.throws(() => tokensOfCode("f("), /neither an expression nor a member/);
  });

  it("is found by names from the outside in, wherever its file lies", () => {
    const found = locate({ at: "MskCluster inCluster" });
    assert.equal(found?.node.getText(), "inCluster: true");
  });

  it("is none where there are several, or none", () => {
    assert.equal(locate({ at: "MskCluster parent" }), undefined);
    assert.equal(locate({ at: "MskCluster noSuchProperty" }), undefined);
    assert.equal(locate({ at: "MskCluster", code: "noSuchFunction()" }), undefined);
  });
});
