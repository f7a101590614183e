import assert from "node:assert/strict";
import type { AuroraMySqlArgs } from "../../../../components";
import { deploy, small } from "../../../helpers/databases";

describe("AuroraMySql's checks", () => {
  const refusals: [string, Partial<AuroraMySqlArgs>, RegExp][] = [
    [
      "a name that RDS refuses",
      { clusterName: "Sales--1" },
      /clusterName must be .*got "Sales--1"/,
    ],
    ["a name without room for a number", { clusterName: "a".repeat(61) }, /clusterName must be/],
    [
      "another line of MySQL",
      { engineVersion: "8.4.3" },
      /engineVersion .*3\.10\.5, got "8\.4\.3"/,
    ],
    ["classes without Data API", { instanceClass: "db.t4g.medium" }, /db\.t classes have none/],
    ["quarters of a unit", { capacity: { minAcu: 0.75, maxAcu: 2 } }, /minAcu .*steps of 0\.5/],
    ["too many units", { capacity: { minAcu: 1, maxAcu: 257 } }, /maxAcu .*got 257/],
    ["a minimum above the maximum", { capacity: { minAcu: 4, maxAcu: 2 } }, /at most maxAcu/],
    ["no instance", { instances: 0 }, /instances must be a whole number from 1 to 15, got 0/],
    ["no backup, without which there is no binlog", { backupDays: 0 }, /backupDays .*1 to 35 days/],
    ["a binlog for longer than 90 days", { binlogRetentionHours: 2161 }, /1 to 2160 hours/],
    [
      "a database whose name would need quotes",
      { database: { ...small.database, name: "web-shop" } },
      /database\.name must be .*got "web-shop"/,
    ],
    ["a user that would need quotes", { captureUser: "o'hara" }, /captureUser .*got "o'hara"/],
    ["a secret's name with a colon", { captureSecretName: "a:b" }, /captureSecretName must be/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuse ${what}`, async () => {
      await assert.rejects(deploy({ ...small, ...args }), message);
    });
  }

  it("name every argument at fault at once", async () => {
    await assert.rejects(deploy({ ...small, instances: 16, backupDays: 36 }), /16; backupDays/);
  });
});
