import assert from "node:assert/strict";
import type { Plan } from "../../../../plan/plan";
import { evaluate } from "../../../../plan/evaluate";
import {
  absent,
  all,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  at,
  one,
  statements,
} from "../../../helpers/resources";
import { CONNECTOR, plan } from "../../../helpers/stagePlans";

const FUNCTION = "aws:lambda/function:Function";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const NAME = "msk-pipeline-prod-restart-failed-tasks";
const here = "us-east-1:123456789012";

/** Most that Lambda takes of all environment variables of a function together. */
const MOST_BYTES = 4096;

function variablesOf({ resources }: Plan): Record<string, string> {
  const variables = at(one(resources, FUNCTION).inputs, "environment", "variables");
  return Object.fromEntries(Object.entries(variables ?? {}).map(([k, v]) => [k, String(v)]));
}

describe("SelfHealing", () => {
  let loaded: Plan;
  before(async () => {
    loaded = await plan("prod", "pipeline=all");
  });

  it("has a function called every five minutes, not by an alarm that acts only once", () => {
    const { resources } = loaded;
    const healer = one(resources, FUNCTION);
    const rule = one(resources, RULE);
    assertInputs(rule, { name: NAME, scheduleExpression: "rate(5 minutes)" });
    const target = one(resources, "aws:cloudwatch/eventTarget:EventTarget");
    assertInputs(target, { rule: NAME, arn: healer.state["arn"] });
    const permission = one(resources, "aws:lambda/permission:Permission");
    assertInputs(permission, {
      function: NAME,
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: rule.state["arn"],
    });
    assertWaitsFor(target, [permission]);
  });

  it("tells the function each connector by the alarm of its failed tasks", () => {
    const { CONNECTORS = "" } = variablesOf(loaded);
    const expected = all(loaded.resources, CONNECTOR).map(({ inputs, state }) => [
      `msk-pipeline-${String(inputs["name"])}-failed-tasks`,
      state["arn"],
    ]);
    assert.equal(expected.length, 5);
    assert.deepEqual(JSON.parse(CONNECTORS), Object.fromEntries(expected));
    const alarms = all(loaded.resources, "aws:cloudwatch/metricAlarm:MetricAlarm");
    const names = alarms.map(({ inputs }) => inputs["name"]);
    const unknown = expected.filter(([alarm]) => !names.includes(alarm));
    assert.deepEqual(unknown, []);
  });

  it("stays below what Lambda takes of environment variables, with room for longer names", () => {
    const bytes = Object.entries(variablesOf(loaded)).flat().join("").length;
    assert.ok(bytes < MOST_BYTES / 2, `${bytes} bytes`);
  });

  it("restarts failed tasks alone where Kafka Connect can, from 3.7 on", async () => {
    assert.equal(variablesOf(loaded)["ONLY_FAILED_TASKS"], "true");
    const old = await plan("prod", "kafkaConnectVersion=2.7.1");
    assert.equal(variablesOf(old)["ONLY_FAILED_TASKS"], "false");
  });

  it("runs outside of the network, on a runtime that AWS supports, with a minute's time", () => {
    const { inputs } = one(loaded.resources, FUNCTION);
    assert.equal(inputs["vpcConfig"], undefined);
    assertInputs(one(loaded.resources, FUNCTION), {
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      timeout: 60,
      code: { archive: ["index.js"] },
    });
  });

  it("logs to a group of its own, as encrypted and for as long as the others", () => {
    const group = one(loaded.resources, "aws:cloudwatch/logGroup:LogGroup", "healing-logs");
    assertInputs(group, {
      name: "/aws/vendedlogs/msk-pipeline/prod/healing",
      retentionInDays: 365,
      kmsKeyId: one(loaded.resources, "aws:kms/key:Key").state["arn"],
    });
    assert.equal(
      at(one(loaded.resources, FUNCTION).inputs, "loggingConfig", "logGroup"),
      group.inputs["name"],
    );
    assert.equal(at(loaded.outputs, "logGroups", "healing"), group.inputs["name"]);
  });

  it("may restart the stage's connectors, look at alarms and log, and nothing else", () => {
    const policy = one(loaded.resources, "aws:iam/rolePolicy:RolePolicy", "healing-policy");
    assert.deepEqual(
      statements(policy.inputs["policy"]).map(({ Action, Resource }) => [Action, Resource]),
      [
        [["cloudwatch:DescribeAlarms"], [`arn:aws:cloudwatch:${here}:alarm:*`]],
        [
          [
            "kafkaconnect:DescribeConnector",
            "kafkaconnect:ListConnectorOperations",
            "kafkaconnect:RestartConnector",
          ],
          all(loaded.resources, CONNECTOR)
            .map(({ state }) => String(state["arn"]))
            .sort(),
        ],
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          [`arn:aws:logs:${here}:log-group:/aws/vendedlogs/msk-pipeline/prod/healing:*`],
        ],
      ],
    );
    assertWaitsFor(one(loaded.resources, FUNCTION), [policy]);
  });

  it("lets Lambda act for this function alone, within the boundary", async () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const bounded = await plan("prod", `permissionsBoundaryArn=${boundary}`);
    const role = one(bounded.resources, "aws:iam/role:Role", "healing-role");
    assert.equal(role.inputs["permissionsBoundary"], boundary);
    const [trust] = statements(role.inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Principal, { Service: "lambda.amazonaws.com" });
    assert.deepEqual(trust.Condition, {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": `arn:aws:lambda:${here}:function:${NAME}` },
    });
  });

  it("is there only where the stage has the alarms that it goes by", async () => {
    const dev = await plan("dev");
    absent(dev.resources, FUNCTION);
    absent(dev.resources, RULE);
    assert.equal(at(dev.outputs, "logGroups", "healing"), undefined);
    one((await plan("dev", "alarms=true")).resources, FUNCTION);
  });

  it("has one parent", () => {
    const parts = loaded.resources.filter(({ name }) => name.startsWith("healing"));
    assertFamily(parts, "healing");
  });

  it("refuses a name that Lambda would refuse", async () => {
    const { SelfHealing } = await import("../../../../components/index.js");
    const functionName = "x".repeat(65);
    await assert.rejects(
      evaluate(() => {
        new SelfHealing("healing", {
          functionName,
          connectors: {},
          failedTaskAlarms: {},
          kafkaConnectVersion: "3.7.x",
          logs: { retentionDays: 30 },
          tags: {},
        });
      }),
      new RegExp(`functionName must be 1 to 64 letters, .* got "${functionName}"`),
    );
  });
});
