import assert from "node:assert/strict";
import { projectRoot } from "../../support/projectRoot";
import { stageNames } from "../../plan/stageConfig";
import { statements } from "../helpers/resources";
import { salesCaptureOfPostgreSql } from "./iam/connectorTables";
import { requests, unusedGrants, wrongDecisions, type Row } from "./iam/decisions";
import { JOIN, nobodyMay, OWN, USE } from "./iam/everyone";
import { CONNECTORS } from "./iam/names";
import { everyRole, roleOf, stageOf } from "./iam/stage";
import { rolesOfStages, tableOf } from "./iam/tables";

describe("IAM decisions", () => {
  it("are proven for every stage", () => {
    assert.deepEqual(Object.keys(rolesOfStages), stageNames(projectRoot));
  });

  it("let the capture of PostgreSQL do its work, and touch nothing of MySQL's", async () => {
    const stage = await stageOf("prod", "databaseVersion=16.8");
    const role = roleOf(stage, "sales-capture");
    const { offsetsTopic } = stage.names;
    const { allowed, denied } = salesCaptureOfPostgreSql({
      ...stage.names,
      offsetsTopic: (name) =>
        offsetsTopic(name === "sales-capture" ? "sales-capture-postgresql" : name),
    });
    const ofMySql: Row[] = [
      [USE, offsetsTopic("sales-capture")],
      [OWN, stage.names.topic("aurora-schema-history")],
      [JOIN, stage.names.group("aurora-schemahistory")],
    ];
    const table = { allowed, denied: [...denied, ...ofMySql] };
    assert.deepEqual(await wrongDecisions(stage, role, table), []);
    assert.deepEqual(await unusedGrants(stage, role, table), []);
  });

  for (const role of [...CONNECTORS, "orders-topic-reader"] as const) {
    it(`let ${role} work with records in Avro, and no grant is without use`, async () => {
      const stage = await stageOf("prod", "recordFormat=avro");
      const table = tableOf(role, stage.names);
      const denied = [...table.denied, ...nobodyMay(stage.names)];
      assert.deepEqual(await wrongDecisions(stage, roleOf(stage, role), { ...table, denied }), []);
      assert.deepEqual(await unusedGrants(stage, roleOf(stage, role), table), []);
    });
  }

  for (const [stageName, roles] of Object.entries(rolesOfStages)) {
    describe(stageName, () => {
      it("has no role without a decision table", async () => {
        const stage = await stageOf(stageName);
        assert.deepEqual(
          stage.roles.map(({ name }) => name),
          roles,
        );
      });

      it("gives rights by its roles' own policies only, which the tables see", async () => {
        const { plan } = await stageOf(stageName);
        const seen = ["instanceProfile:InstanceProfile", "role:Role", "rolePolicy:RolePolicy"];
        const others = plan.resources.filter(
          ({ type, inputs }) =>
            (type.startsWith("aws:iam/") && !seen.includes(type.replace("aws:iam/", ""))) ||
            "managedPolicyArns" in inputs ||
            "inlinePolicies" in inputs,
        );
        assert.deepEqual(
          others.map(({ name }) => name),
          [],
        );
      });

      for (const role of roles) {
        it(`${role} may do its work and nothing beyond`, async () => {
          const stage = await stageOf(stageName);
          const table = tableOf(role, stage.names);
          assert.deepEqual(await wrongDecisions(stage, roleOf(stage, role), table), []);
        });

        it(`${role} has no grant that its work does not use`, async () => {
          const stage = await stageOf(stageName);
          const table = tableOf(role, stage.names);
          assert.deepEqual(await unusedGrants(stage, roleOf(stage, role), table), []);
        });
      }

      it("no role may do what nobody has to", async () => {
        const stage = await stageOf(stageName);
        const table = { allowed: [], denied: nobodyMay(stage.names) };
        assert.deepEqual(await wrongDecisions(stage, everyRole(stage), table), []);
      });

      it("has hundreds of decisions, most of them denials", async () => {
        const { names } = await stageOf(stageName);
        const tables = roles.map((role) => tableOf(role, names));
        const allowed = requests(tables.flatMap((table) => table.allowed)).length;
        const denied = requests(tables.flatMap((table) => table.denied)).length;
        assert.ok(allowed >= 100, `${allowed} are allowed`);
        assert.ok(denied >= 300, `${denied} are denied`);
      });

      it("only allows, so that no denial hides a right", async () => {
        const { roles: planned } = await stageOf(stageName);
        const effects = planned
          .flatMap(({ policies }) => policies)
          .flatMap(({ document }) => statements(document))
          .map(({ Effect }) => Effect);
        assert.deepEqual([...new Set(effects)], ["Allow"]);
      });
    });
  }
});
