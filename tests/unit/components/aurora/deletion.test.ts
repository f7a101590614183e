import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { AuroraMySqlArgs } from "../../../../components";
import { large, resources, small } from "../../../helpers/databases";
import { assertInputs, one } from "../../../helpers/resources";

const CLUSTER = "aws:rds/cluster:Cluster";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const SECRET = "aws:secretsmanager/secret:Secret";

describe("AuroraMySql when it is deleted", () => {
  it("leaves nothing behind when it is not protected", async () => {
    const planned = await resources(small);
    const cluster = one(planned, CLUSTER);
    assertInputs(cluster, {
      deletionProtection: false,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
      backupRetentionPeriod: 1,
    });
    assert.equal(cluster.options.protect, undefined);
    assertInputs(one(planned, SECRET), { recoveryWindowInDays: 0 });
  });

  it("keeps what was in it when it is protected", async () => {
    const planned = await resources(large);
    const cluster = one(planned, CLUSTER);
    assertInputs(cluster, {
      deletionProtection: true,
      skipFinalSnapshot: false,
      deleteAutomatedBackups: false,
      backupRetentionPeriod: 14,
      copyTagsToSnapshot: true,
    });
    assert.equal(cluster.options.protect, true);
    assertInputs(one(planned, SECRET), { recoveryWindowInDays: 30 });
  });

  it("leaves a last snapshot by a decision of its own, under a name that only this cluster has", async () => {
    const deletable = { ...large, deletionProtection: false };
    const name = async (args: AuroraMySqlArgs): Promise<string> => {
      const cluster = one(await resources(args), CLUSTER);
      assertInputs(cluster, { skipFinalSnapshot: false, deleteAutomatedBackups: false });
      return String(cluster.inputs["finalSnapshotIdentifier"]);
    };
    assert.match(await name(large), /^sales-prod-final-[0-9a-f]{8}$/);
    assert.equal(await name(deletable), await name(large));
    assert.notEqual(await name({ ...large, kmsKeyArn: "arn:another" }), await name(large));
    const { finalSnapshot, ...unsaid } = deletable;
    assert.ok(finalSnapshot);
    assert.equal(await name(unsaid), await name(large));
  });

  it("names the last snapshot anew with the parameter group, as the next deployment does", async () => {
    const { inputs } = one(await resources(large), CLUSTER);
    const group = String(one(await resources(large), PARAMETERS).state["name"]);
    const suffix = createHash("sha256").update(`${group},arn:key`).digest("hex").slice(0, 8);
    assert.equal(inputs["finalSnapshotIdentifier"], `sales-prod-final-${suffix}`);
  });
});
