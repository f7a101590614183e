import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../policy/rules";
import { Analyzer } from "./analyzer";
import { UNKNOWN, change, without } from "./change";
import { exemplary } from "./exemplary";

describe("the policy pack, as the Pulumi engine runs it", () => {
  let pack: Analyzer;
  before(async () => {
    pack = await Analyzer.start();
  });
  beforeEach(() => pack.configure({}));
  after(() => pack.stop());

  it("offers every rule as mandatory, with why it is and how to fix it", async () => {
    const policies = (await pack.info()).getPoliciesList();
    assert.deepEqual(
      policies.map((policy) => ({
        id: policy.getName(),
        level: policy.getEnforcementlevel(),
        description: policy.getDescription(),
        fix: policy.getRemediationSteps(),
      })),
      rules.map(({ id, title, why, fix }) => ({
        id,
        level: EnforcementLevel.MANDATORY,
        description: `${title}. ${why}`,
        fix,
      })),
    );
  });

  it("reports nothing about the exemplary stack", async () => {
    const resources = await Promise.all(exemplary.map((resource) => pack.analyze(resource)));
    assert.deepEqual([...resources.flat(), ...(await pack.analyzeStack(exemplary))], []);
  });

  it("says about a resource what is wrong and how to fix it", async () => {
    const [diagnostic, ...others] = await pack.analyze(
      named(change("cluster", ["kafkaVersion"], "3.6.0"), "cluster"),
    );
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.getPolicyname(), "msk-supported-version");
    assert.equal(diagnostic.getEnforcementlevel(), EnforcementLevel.MANDATORY);
    assert.equal(
      diagnostic.getMessage(),
      "Amazon MSK supports the Kafka version. After its last day MSK upgrades the cluster by itself, at a time of its own.\n" +
        "Kafka is 3.6.0. Set kafkaVersion to 3.7.x or newer.",
    );
  });

  it("reports a missing safeguard about the resource that lacks it", async () => {
    const diagnostics = await pack.analyzeStack(without("privacy"));
    assert.deepEqual(
      diagnostics.map((found) => [found.getPolicyname(), found.getUrn()]),
      [["s3-private", "urn:bucket"]],
    );
  });

  it("takes its level from the configuration of a stage", async () => {
    await pack.configure({ "msk-no-t3": EnforcementLevel.ADVISORY });
    const cluster = change("cluster", ["brokerNodeGroupInfo", "instanceType"], "kafka.t3.small");
    const diagnostics = await pack.analyze(named(cluster, "cluster"));
    assert.deepEqual(
      diagnostics.map((found) => [found.getPolicyname(), found.getEnforcementlevel()]),
      [["msk-no-t3", EnforcementLevel.ADVISORY]],
    );
  });

  it("is silent about what is not known at a preview", async () => {
    const resource = change("role-policy", ["policy"], UNKNOWN);
    assert.deepEqual(await pack.analyze(named(resource, "role-policy")), []);
    assert.deepEqual(await pack.analyzeStack(change("privacy", ["bucket"], UNKNOWN)), []);
  });
});

function named(stack: typeof exemplary, name: string): (typeof exemplary)[number] {
  return stack.find((resource) => resource.name === name) ?? assert.fail(`No ${name}`);
}
