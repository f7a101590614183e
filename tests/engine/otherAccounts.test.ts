import assert from "node:assert/strict";
import { readAllowances } from "../../gate/allowances";
import { judge } from "../../gate/judge";
import { readPreview } from "../../gate/preview";
import { EngineStack } from "./engineStack";
import { changes } from "./steps";

const CLUSTER = "Cluster kafka-cluster";
const POLICY = "ClusterPolicy consumers-policy";

describe("Consumers in other accounts, by Pulumi's engine", function () {
  this.timeout(600_000);
  let engine: EngineStack;

  before(async () => {
    const settings = { pipeline: "orders", kafkaClient: "false", brokerType: "kafka.m7g.large" };
    engine = await EngineStack.open("dev", { settings });
    await engine.up();
  });
  after(() => {
    engine.close();
  });

  /** What becomes of the cluster and its policy with other settings. */
  async function stepsWith(settings: Parameters<EngineStack["set"]>[0]): Promise<string[]> {
    engine.set(settings);
    const steps = changes(await engine.up());
    return steps.filter((step) => step.endsWith(CLUSTER) || step.endsWith(POLICY));
  }

  it("have the brokers restart when the first is named, for which the gate asks a window", async () => {
    engine.set({ consumerAccounts: ["210987654321"] });
    const preview = readPreview(await engine.previewJson(), "the preview");
    const { refusals } = judge(preview, readAllowances(""), undefined);
    assert.deepEqual(
      refusals.map(({ says }) => says.replace(/\(another way to reach the brokers\).*/, "...")),
      ["2 brokers would restart ..."],
    );
  });

  it("are let in once the cluster can be reached, and one more by the policy alone", async () => {
    assert.deepEqual(await stepsWith({ consumerAccounts: ["210987654321"] }), [
      `update ${CLUSTER}`,
      `create ${POLICY}`,
    ]);
    assert.deepEqual(await stepsWith({ consumerAccounts: ["210987654321", "012345678901"] }), [
      `update ${POLICY}`,
    ]);
  });

  it("are let in by a policy of its own to a cluster that takes the place of another", async () => {
    assert.deepEqual(await stepsWith({ customerManagedKey: "true" }), [
      `delete-replaced ${POLICY}`,
      `delete-replaced ${CLUSTER}`,
      `replace ${CLUSTER}`,
      `create-replacement ${CLUSTER}`,
      `replace ${POLICY}`,
      `create-replacement ${POLICY}`,
    ]);
  });

  it("are let in no more without the policy", async () => {
    assert.ok((await stepsWith({ consumerAccounts: [] })).includes(`delete ${POLICY}`));
  });
});
