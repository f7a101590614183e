import assert from "node:assert/strict";
import { plan } from "../../helpers/stagePlans";
import { deletionsOf, requestsOf } from "../requests/request";
import { VARIANTS } from "../variants";
import { DIFFERENCES } from "./differences";

describe("The list of differences between moto and AWS", function () {
  this.timeout(60_000);

  it("has none that no plan asks for", async () => {
    const plans = await Promise.all(
      VARIANTS.map(({ stage, overrides }) => plan(stage, ...overrides)),
    );
    const asked = new Set(
      plans
        .flatMap(({ resources }) => resources)
        .flatMap((resource) =>
          [...requestsOf(resource), ...deletionsOf(resource)].map(
            ({ service, operation }) => `${service}:${operation} of ${resource.type}`,
          ),
        ),
    );
    const listed = DIFFERENCES.map(({ operation, type }) => `${operation} of ${type}`);
    assert.deepEqual(
      listed.filter((each) => !asked.has(each)),
      [],
      "take them off tests/aws/emulator/differences.ts",
    );
  });
});
