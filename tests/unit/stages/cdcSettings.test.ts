import assert from "node:assert/strict";
import { actionsOn, assertInputs, one, statements } from "../../helpers/resources";
import { plan, policyOf } from "../../helpers/stagePlans";

describe("A stage's settings of its database", () => {
  it("let the client read the master user's secret where the stage says so, and no other", async () => {
    const loaded = await plan("dev", "pipeline=cdc", "kafkaClientReadsDatabaseSecret=true");
    const secret = String(loaded.outputs["databaseSecretArn"]);
    assert.deepEqual(actionsOn(policyOf(loaded, "client"), secret), [
      "secretsmanager:GetSecretValue",
    ]);
    const readable = statements(policyOf(loaded, "client")).filter(({ Action }) =>
      Action.includes("secretsmanager:GetSecretValue"),
    );
    assert.deepEqual(
      readable.flatMap(({ Resource }) => Resource),
      [secret],
    );
  });

  it("take a last snapshot though it is no longer protected, on its way out", async () => {
    const { resources } = await plan("prod", "pipeline=all", "protectData=false");
    const cluster = one(resources, "aws:rds/cluster:Cluster");
    assertInputs(cluster, { deletionProtection: false, skipFinalSnapshot: false });
    assert.match(
      String(cluster.inputs["finalSnapshotIdentifier"]),
      /^msk-pipeline-prod-final-[0-9a-f]{8}$/,
    );
  });
});
