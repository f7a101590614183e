import assert from "node:assert/strict";
import type { Names } from "./iam/names";
import { rule, type IdentityPolicy } from "./iam/simulate";
import { roleOf, stageOf, type Role } from "./iam/stage";
import { isOwn, rolesOfStages, type OwnRoleName } from "./iam/tables";
import {
  clientTrust,
  connectorTrust,
  flowLogTrust,
  healingTrust,
  type Asking,
  type TrustTable,
} from "./iam/trust";

/** The trust table of each role; readers are of other programs. */
const tables: Readonly<Record<OwnRoleName, (names: Names) => TrustTable>> = {
  client: clientTrust,
  healing: healingTrust,
  "lake-sink": (names) => connectorTrust("lake-sink", names),
  "network-flow": flowLogTrust,
  "orders-sink": (names) => connectorTrust("orders-sink", names),
  "orders-source": (names) => connectorTrust("orders-source", names),
  "sales-capture": (names) => connectorTrust("sales-capture", names),
  "sales-sink": (names) => connectorTrust("sales-sink", names),
};

describe("IAM trust", () => {
  for (const [stageName, roles] of Object.entries(rolesOfStages)) {
    describe(stageName, () => {
      for (const name of roles.filter(isOwn)) {
        it(`lets nobody act as ${name} but its service`, async () => {
          const stage = await stageOf(stageName);
          const role = roleOf(stage, name);
          const { trusted, refused } = tables[name](stage.names);
          assert.deepEqual(await mayAct(role, trusted), trusted);
          assert.deepEqual(await mayAct(role, refused), []);
        });
      }
    });
  }

  it("of a role whose conditions are gone is found to be too wide", async () => {
    const { names, ...stage } = await stageOf("prod");
    const role = roleOf({ names, ...stage }, "orders-sink");
    const trust = role.trust?.replace(/,"Condition":.*?\}\}/, "") ?? "";
    const { refused } = connectorTrust("orders-sink", names);
    assert.deepEqual(
      await mayAct({ ...role, trust }, refused),
      refused.filter(([principal]) => principal === "kafkaconnect.amazonaws.com"),
    );
  });
});

/** Returns those of the asking that may act as the role. */
async function mayAct(role: Role, asking: readonly Asking[]): Promise<Asking[]> {
  const allowed = await Promise.all(
    asking.map(async ([arn, context]) => {
      const principal = { arn, policies: arn.startsWith("arn:") ? [everything] : [] };
      const request = { action: "sts:AssumeRole", resource: role.arn, context };
      return (await rule(principal, request, role.trust)).allowed;
    }),
  );
  return asking.filter((_, index) => allowed[index]);
}

/** A stranger is not kept out by its own policies. */
const everything: IdentityPolicy = {
  name: "everything",
  document: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
  }),
};
