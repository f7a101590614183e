import assert from "node:assert/strict";
import { inWords, requests } from "./iam/decisions";
import { sharedRights } from "./iam/shared";
import type { Request } from "./iam/simulate";
import { everyRole, roleOf, ruleIn, stageOf, type Stage } from "./iam/stage";
import { rolesOfStages, tableOf, type RoleName } from "./iam/tables";

describe("IAM neighbours", () => {
  for (const [stageName, roles] of Object.entries(rolesOfStages)) {
    it(`share no right in ${stageName} but those that both need`, async () => {
      const stage = await stageOf(stageName);
      const held = [...(await holders(stage, roles))];
      assert.deepEqual(
        new Map(held.filter(([, names]) => names.length > 1)),
        sharedRights(stage.names),
      );
      const withRightsOfTheirOwn = held.flatMap(([, names]) => (names.length === 1 ? names : []));
      assert.deepEqual([...new Set(withRightsOfTheirOwn)].sort(), roles);
    });
  }

  it("are found out when one may what is another's", async () => {
    const stage = await stageOf("prod");
    const sink = roleOf(stage, "orders-sink");
    const source = roleOf(stage, "orders-source");
    const nosy = { ...source, policies: [...source.policies, ...sink.policies] };
    const roles = stage.roles.map((role) => (role === source ? nosy : role));
    const held = await holders({ ...stage, roles }, ["orders-sink"]);
    const apart = [...held].filter(([, names]) => !names.includes("orders-source"));
    assert.deepEqual(apart, []);
  });
});

/** Who has each right that some role needs on a resource of its own name, sorted. */
async function holders(stage: Stage, roles: readonly RoleName[]): Promise<Map<string, string[]>> {
  const needed = roles
    .flatMap((role) => requests(tableOf(role, stage.names).allowed))
    .filter(({ resource }) => resource !== "*");
  return new Map(
    await Promise.all(
      needed.map(async (request) => [inWords(request), await holdersOf(stage, request)] as const),
    ),
  );
}

/** All roles are asked at once: each grant names the policy that it comes from. */
async function holdersOf(stage: Stage, request: Request): Promise<string[]> {
  const { grants } = await ruleIn(stage, everyRole(stage), request);
  return stage.roles
    .filter(({ policies }) =>
      policies.some(({ name }) => grants.some((grant) => grant.startsWith(`${name} `))),
    )
    .map(({ name }) => name);
}
