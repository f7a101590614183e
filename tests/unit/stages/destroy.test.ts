import assert from "node:assert/strict";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { all, assertInputs, one } from "../../helpers/resources";
import { connectorOf, plan } from "../../helpers/stagePlans";

const RDS = "aws:rds/cluster:Cluster";

for (const stage of ["dev", "staging", "prod"]) {
  describe(`The end of stage ${stage}`, () => {
    let loaded: Plan;
    before(async () => {
      loaded = await plan(stage, "pipeline=all", "kafkaClient=true");
    });

    it("destroys connectors and the client before all that they stand on", () => {
      const common = [
        one(loaded.resources, "awsx:ec2:Vpc"),
        one(loaded.resources, "aws:msk/cluster:Cluster"),
        ...all(loaded.resources, "aws:ec2/vpcEndpoint:VpcEndpoint"),
      ];
      const own = {
        "orders-source": ["orders-topic"],
        "orders-sink": ["orders-topic", "orders-table"],
        "sales-capture": ["sales-orders-topic", "database-cluster", "database-group"],
        "sales-sink": ["sales-orders-topic", "sales-orders-table"],
        "lake-sink": ["orders-topic", "lake-bucket", "lake-policy", "lake-privacy"],
      };
      for (const [name, needs] of Object.entries(own)) {
        const stands = standsOn(loaded, connectorOf(loaded, name));
        const parts = [`${name}-policy`, `${name}-worker`, `${name}-workers-group`, `${name}-logs`];
        for (const { name: each } of common) assert.ok(stands.has(each), `${name}: ${each}`);
        for (const each of [...parts, ...needs]) assert.ok(stands.has(each), `${name}: ${each}`);
      }
      const client = standsOn(loaded, one(loaded.resources, "aws:ec2/instance:Instance"));
      for (const each of ["client-access-group", "client-policy", "network"]) {
        assert.ok(client.has(each), `client: ${each}`);
      }
    });
  });
}

describe("The end of stage dev", () => {
  it("leaves nothing behind: no backup, no snapshot, no secret that waits", async () => {
    const { resources } = await plan("dev", "pipeline=all");
    assertInputs(one(resources, RDS), {
      deletionProtection: false,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
    });
    assertInputs(one(resources, "aws:secretsmanager/secret:Secret"), { recoveryWindowInDays: 0 });
    assert.deepEqual(
      resources.filter(({ options }) => options.protect === true),
      [],
    );
  });
});

/**
 * Returns the names of all that a resource waits for, directly or not: Pulumi deletes it before any
 * of them.
 */
function standsOn({ resources }: Plan, resource: PlannedResource): ReadonlySet<string> {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const seen = new Set<PlannedResource>();
  const visit = ({ dependsOn }: PlannedResource): void => {
    for (const next of dependsOn.map((urn) => byUrn.get(urn))) {
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(resource);
  return new Set([...seen].map(({ name }) => name));
}
