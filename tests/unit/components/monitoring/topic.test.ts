import assert from "node:assert/strict";
import { all, absent, assertFamily, one, statements } from "../../../helpers/resources";
import { plan } from "../../../helpers/stagePlans";

const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TOPIC = "aws:sns/topic:Topic";
const arn = "arn:aws:sns:us-east-1:123456789012:msk-pipeline-prod-alarms";

describe("the topic of the alarms", () => {
  it("lets nobody publish but CloudWatch for alarms of the stage, and by TLS alone", async () => {
    const policy = one((await plan("prod")).resources, "aws:sns/topicPolicy:TopicPolicy");
    assert.equal(policy.inputs["arn"], arn);
    assert.deepEqual(statements(policy.inputs["policy"]), [
      {
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["sns:Publish"],
        Resource: [arn],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: {
            "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:msk-pipeline-prod-*",
          },
        },
      },
      {
        Sid: "RefusePlaintext",
        Effect: "Deny",
        Principal: "*",
        Action: ["sns:Publish"],
        Resource: [arn],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("is encrypted by the stage's key, which admits the alarms", async () => {
    const { resources } = await plan("prod");
    const key = one(resources, "aws:kms/key:Key");
    assert.equal(one(resources, TOPIC).inputs["kmsMasterKeyId"], key.state["arn"]);
    const admitted = statements(key.inputs["policy"]).map(({ Sid }) => Sid);
    assert.ok(admitted.includes("EncryptAlarms"), admitted.join());
  });

  it("is not encrypted where there is no key that CloudWatch may use", async () => {
    const { inputs } = one((await plan("staging")).resources, TOPIC);
    assert.equal(inputs["kmsMasterKeyId"], undefined);
  });

  it("writes to each subscriber, whom another one changes in nothing", async () => {
    const subscribed = async (...addresses: readonly string[]): Promise<[string, unknown][]> => {
      const loaded = await plan("prod", `alarmSubscribers=${JSON.stringify(addresses)}`);
      return all(loaded.resources, SUBSCRIPTION).map(({ name, inputs }) => [name, inputs]);
    };
    const [first] = await subscribed("on-call@example.com");
    assert.deepEqual(first?.[1], {
      topic: arn,
      protocol: "email",
      endpoint: "on-call@example.com",
    });
    const both = await subscribed("another@example.com", "on-call@example.com");
    assert.equal(both.length, 2);
    assert.deepEqual(Object.fromEntries(both)[first[0]], first[1]);
    absent((await plan("prod")).resources, SUBSCRIPTION);
  });

  it("is there only where the stage has alarms, and so is the dashboard", async () => {
    const { resources, outputs } = await plan("dev");
    absent(resources, TOPIC);
    absent(resources, "aws:cloudwatch/dashboard:Dashboard");
    assert.deepEqual([outputs["alarmTopicArn"], outputs["dashboardName"]], [undefined, undefined]);
    const prod = await plan("prod");
    assert.equal(prod.outputs["alarmTopicArn"], arn);
    assert.equal(prod.outputs["dashboardName"], "msk-pipeline-prod");
  });

  it("has one parent with all else that watches", async () => {
    const { resources } = await plan("prod");
    const parts = resources.filter(({ name }) => name.startsWith("monitoring"));
    assertFamily(parts, "monitoring");
  });
});
