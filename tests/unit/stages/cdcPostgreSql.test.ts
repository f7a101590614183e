import assert from "node:assert/strict";
import type { Plan } from "../../../plan/plan";
import { all, assertInputs, one } from "../../helpers/resources";
import { connectorOf, plan } from "../../helpers/stagePlans";

const RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const PROD = ["alarms=true", "kafkaClient=true", "databaseAuditLogs=true"];

describe("stage prod with Aurora PostgreSQL", () => {
  let loaded: Plan;

  before(async () => {
    loaded = await plan("prod", "pipeline=all", "databaseVersion=16.8", ...PROD);
  });

  it("captures by Debezium's connector for it, whose workers reach its port", () => {
    const { inputs } = connectorOf(loaded, "sales-capture");
    assert.match(JSON.stringify(inputs["connectorConfiguration"]), /PostgresConnector/);
    const ports = all(loaded.resources, RULE).map((rule) => rule.inputs["fromPort"]);
    // The capture's workers and the client.
    assert.equal(ports.filter((port) => port === 5432).length, 2);
    assert.ok(!ports.includes(3306));
  });

  it("needs no topic for the history of schemas", () => {
    const topics = all(loaded.resources, "aws:msk/topic:Topic").map(({ name }) => name);
    assert.ok(topics.includes("heartbeats-topic") && !topics.includes("schema-history-topic"));
  });

  it("says when the log that nobody reads grows", () => {
    const alarms = all(loaded.resources, ALARM).map(({ inputs }) => inputs["metricName"]);
    assert.ok(alarms.includes("TransactionLogsDiskUsage") && !alarms.includes("SumBinaryLogSize"));
  });

  it("has its client speak PostgreSQL", () => {
    const script = String(one(loaded.resources, "aws:ec2/instance:Instance").inputs["userData"]);
    assert.match(script, /dnf install -y \S+ postgresql15 /);
  });

  it("lets the key encrypt the log that RDS has for its engine", () => {
    const policy = String(one(loaded.resources, "aws:kms/key:Key").inputs["policy"]);
    assert.match(policy, /log-group:\/aws\/rds\/cluster\/msk-pipeline-prod\/postgresql"/);
    assertInputs(one(loaded.resources, "aws:cloudwatch/logGroup:LogGroup", "database-audit-logs"), {
      name: "/aws/rds/cluster/msk-pipeline-prod/postgresql",
    });
  });
});
