import assert from "node:assert/strict";
import { MskCluster, type MskClusterArgs } from "../../../../components/mskCluster/mskCluster";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import { defaults } from "../../../helpers/clusters";
import { assertInputs, one } from "../../../helpers/resources";

async function cluster(args: Partial<MskClusterArgs> = {}): Promise<PlannedResource> {
  const { resources } = await evaluate(() => new MskCluster("kafka", { ...defaults, ...args }));
  return one(resources, "aws:msk/cluster:Cluster");
}

describe("MskCluster, asked for more", () => {
  for (const openMonitoring of [true, false]) {
    it(`says whether brokers have metrics for Prometheus: ${openMonitoring}`, async () => {
      const exporter = { enabledInBroker: openMonitoring };
      assertInputs(await cluster({ openMonitoring }), {
        openMonitoring: { prometheus: { jmxExporter: exporter, nodeExporter: exporter } },
      });
    });
  }

  it("has tiered storage only where it is told so", async () => {
    assert.equal((await cluster()).inputs["storageMode"], undefined);
    assertInputs(await cluster({ tieredStorage: true }), { storageMode: "TIERED" });
  });

  for (const brokerType of ["kafka.t3.small", "express.m7g.large"]) {
    it(`refuses tiered storage of ${brokerType}`, async () => {
      await assert.rejects(
        cluster({ brokerType, tieredStorage: true }),
        /tieredStorage must be false where brokerType is/,
      );
    });
  }
});
