import assert from "node:assert/strict";
import type { AuroraPostgreSqlArgs } from "../../../../components";
import { salesPostgreSql } from "../../../../connectors/salesDatabase";
import type { PlannedResource } from "../../../../plan/plan";
import { deployPostgreSql, smallPostgreSql as small } from "../../../helpers/databases";
import { all, assertFamily, assertInputs, at, one } from "../../../helpers/resources";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const COMMAND = "command:local:Command";

const audited: AuroraPostgreSqlArgs = { ...small, auditLogs: true };

const resources = async (args: AuroraPostgreSqlArgs): Promise<readonly PlannedResource[]> =>
  (await deployPostgreSql(args)).resources;

/** `name=value applyMethod` of each parameter, sorted. */
async function parameters(args: AuroraPostgreSqlArgs): Promise<string[]> {
  const list = one(await resources(args), PARAMETERS).inputs["parameters"];
  assert.ok(Array.isArray(list));
  return list
    .map((p) => ["name", "value", "applyMethod"].map((key) => String(at(p, key))).join(" "))
    .sort();
}

const triggers = async (args: AuroraPostgreSqlArgs): Promise<unknown> =>
  one(await resources(args), COMMAND).inputs["triggers"];

describe("AuroraPostgreSql", () => {
  it("runs the version that it is told, with the database and the Data API", async () => {
    const planned = await resources(small);
    assertInputs(one(planned, CLUSTER), {
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      engineVersion: "16.8",
      databaseName: "salesdb",
      port: 5432,
      enableHttpEndpoint: true,
      storageEncrypted: true,
      manageMasterUserPassword: true,
      // RDS refuses `admin`, its name for it elsewhere.
      masterUsername: "postgres",
    });
    for (const instance of all(planned, INSTANCE)) {
      assertInputs(instance, { engine: "aurora-postgresql", publiclyAccessible: false });
    }
  });

  it("has a log that slots read, and asks clients for TLS", async () => {
    assertInputs(one(await resources(small), PARAMETERS), { family: "aurora-postgresql16" });
    assert.deepEqual(await parameters(small), [
      "rds.force_ssl 1 pending-reboot",
      "rds.logical_replication 1 pending-reboot",
    ]);
  });

  it("audits into the log that RDS has for it", async () => {
    const { resources: planned, outputs } = await deployPostgreSql(audited);
    assertInputs(one(planned, CLUSTER), { enabledCloudwatchLogsExports: ["postgresql"] });
    assert.equal(outputs["auditLogGroupName"], "/aws/rds/cluster/sales-dev/postgresql");
    assert.deepEqual((await parameters(audited)).slice(0, 3), [
      "log_connections 1 immediate",
      "log_disconnections 1 immediate",
      "log_statement ddl immediate",
    ]);
  });

  it("is set up as the engine that it is, and told no password", async () => {
    const { inputs } = one(await resources(small), COMMAND);
    const told: unknown = JSON.parse(String(inputs["stdin"]));
    assert.equal(at(told, "engine"), "postgresql");
    assert.deepEqual(at(told, "database"), salesPostgreSql);
    assert.equal(at(told, "captureUser"), "debezium");
    assert.doesNotMatch(JSON.stringify(inputs), /SCRAM/);
  });

  it("is set up anew for other tables, and not otherwise", async () => {
    const before = await triggers(small);
    assert.deepEqual(await triggers({ ...small, instances: 2 }), before);
    const more = { ...salesPostgreSql, tables: ["SALES_ORDER", "CUSTOMER"] };
    assert.notDeepEqual(await triggers({ ...small, database: more }), before);
  });

  const refusals: [string, Partial<AuroraPostgreSqlArgs>, RegExp][] = [
    ["a line that Debezium was not tested with", { engineVersion: "17.7" }, /16\.8.*got "17\.7"/],
    [
      "a version of MySQL",
      { engineVersion: "8.0.mysql_aurora.3.10.5" },
      /AuroraPostgreSql: engineVersion must be/,
    ],
    [
      "a schema that would need quotes",
      { database: { ...salesPostgreSql, schema: "Sales" } },
      /database\.schema must be .*got "Sales"/,
    ],
    [
      "a capture of nothing",
      { database: { ...salesPostgreSql, tables: [] } },
      /database\.tables must name at least one/,
    ],
    [
      "a table that would end its quotes",
      { database: { ...salesPostgreSql, tables: ["A", 'B"'] } },
      /database\.tables\[1\] must be/,
    ],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(deployPostgreSql({ ...small, ...args }), message);
    });
  }

  it("is one family", async () => {
    assertFamily(await resources(audited), "sales");
  });
});
