import assert from "node:assert/strict";
import { MskCluster, type MskClusterArgs } from "../../../../components/mskCluster/mskCluster";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import { assertInputs, one } from "../../../helpers/resources";

const defaults: MskClusterArgs = {
  clusterName: "orders",
  kafkaVersion: "3.9.x",
  brokerType: "kafka.m7g.large",
  brokers: 3,
  volumeGiB: 100,
  properties: { autoCreateTopics: false, replicationFactor: 3, minInsyncReplicas: 2 },
  monitoringLevel: "PER_BROKER",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2", "subnet-3"],
  logs: { retentionDays: 30 },
};

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
