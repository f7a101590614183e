import assert from "node:assert/strict";
import { rules } from "../../policy/rules";
import { reports } from "./change";
import { exemplary } from "./exemplary";
import { violations } from "./violations";

describe("every rule of the policy pack", () => {
  it("finds nothing wrong with the exemplary stack", () => {
    assert.deepEqual(reports(exemplary), []);
  });

  for (const { id, types } of rules) {
    it(`${id} has a resource that keeps to it`, () => {
      assert.ok(
        exemplary.some(({ type }) => types.includes(type)),
        `the exemplary stack has no ${types.join(", ")}`,
      );
    });

    it(`${id} has a violation`, () => {
      assert.ok(
        Object.keys(violations[id] ?? {}).length > 0,
        "nothing shows that it can be violated",
      );
    });

    for (const [what, stack] of Object.entries(violations[id] ?? {})) {
      it(`${id} alone finds: ${what}`, () => {
        const found = reports(stack).map((report) => report.replace(/:.*/, ""));
        assert.deepEqual([...new Set(found)], [id]);
      });
    }
  }

  it("has an id of its own, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, i) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id) || ids.indexOf(id) !== i),
      [],
    );
  });

  it("has violations under ids of rules only", () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(violations).filter((id) => !ids.includes(id)),
      [],
    );
  });

  it("names its controls as others find them", () => {
    const form = /^(Security Hub [A-Za-z0-9]+\.\d+|Checkov CKV2?_AWS_\d+)$/;
    assert.deepEqual(
      rules.flatMap(({ controls }) => controls).filter((control) => !form.test(control)),
      [],
    );
  });
});
