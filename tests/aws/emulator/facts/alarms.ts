import assert from "node:assert/strict";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import type { Emulation } from "../emulation";
import { asList, at } from "../values";

export async function alarms(emulation: Emulation, plan: Plan): Promise<void> {
  const planned = resourcesOfType(plan, "aws:cloudwatch/metricAlarm:MetricAlarm");
  const answer = await emulation.ask("cloudwatch", "DescribeAlarms", {});
  const made = asList(at(answer, "MetricAlarms"));
  const names = made.map((alarm) => at(alarm, "AlarmName"));
  assert.deepEqual(names.sort(), planned.map(({ inputs }) => inputs["name"]).sort());
  for (const { state, inputs } of resourcesOfType(plan, "aws:sns/topic:Topic")) {
    const TopicArn = state["arn"];
    const topic = await emulation.ask("sns", "GetTopicAttributes", { TopicArn });
    const arn = emulation.bindings.of(String(TopicArn));
    for (const alarm of made) assert.deepEqual(at(alarm, "AlarmActions"), [arn]);
    const key = inputs["kmsMasterKeyId"];
    assert.equal(
      at(topic, "Attributes.KmsMasterKeyId"),
      typeof key === "string" ? emulation.bindings.of(key) : undefined,
    );
    assert.match(String(at(topic, "Attributes.Policy")), /cloudwatch\.amazonaws\.com/);
  }
}
