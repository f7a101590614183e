import assert from "node:assert/strict";
import { MskCluster, type MskClusterArgs } from "../../../../components/mskCluster/mskCluster";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import { defaults } from "../../../helpers/clusters";
import { assertInputs, at, one } from "../../../helpers/resources";

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

  it("is reached from other VPCs only where it is told so, and by nobody's public address", async () => {
    const publicAccess = { type: "DISABLED" };
    const connectivity = async (args?: Partial<MskClusterArgs>): Promise<unknown> =>
      at((await cluster(args)).inputs, "brokerNodeGroupInfo", "connectivityInfo");
    assert.deepEqual(await connectivity(), { publicAccess });
    assert.deepEqual(await connectivity({ multiVpcConnectivity: true }), {
      publicAccess,
      vpcConnectivity: { clientAuthentication: { sasl: { iam: true } } },
    });
  });

  it("refuses other VPCs of kafka.t3.small", async () => {
    await assert.rejects(
      cluster({ brokerType: "kafka.t3.small", multiVpcConnectivity: true }),
      /multiVpcConnectivity must be false where brokerType is kafka\.t3\.small, which has none/,
    );
  });

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
