import type { ResourceType } from "./resourceType";

/**
 * What watches a stage.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_metric_alarm
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic
 */
export const monitoringTypes: Readonly<Record<string, ResourceType>> = {
  "aws:cloudwatch/dashboard:Dashboard": {
    required: ["dashboardBody", "dashboardName"],
    replaces: ["dashboardName"],
    named: "dashboardName",
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    required: ["logGroupName", "metricTransformation", "pattern"],
    replaces: ["logGroupName", "name"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { required: [], replaces: ["name"], named: "name" },
  "aws:sns/topic:Topic": { required: [], replaces: ["name"], named: "name" },
  "aws:sns/topicPolicy:TopicPolicy": { required: ["arn", "policy"], replaces: ["arn"] },
  "aws:sns/topicSubscription:TopicSubscription": {
    required: ["endpoint", "protocol", "topic"],
    replaces: ["endpoint", "protocol", "topic"],
  },
};
