import type { Inputs } from "./inputs";
import { service, type Mappings } from "./mapping";

const cloudwatch = service("cloudwatch");
const logs = service("logs");
const sns = service("sns");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudwatch/metric_alarm.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudwatch/dashboard.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/logs/metric_filter.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sns/topic.go
 */
export const monitoringMappings: Mappings = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    create: (alarm) => [
      cloudwatch("PutMetricAlarm", {
        AlarmName: alarm.text("name"),
        AlarmDescription: alarm.value("alarmDescription"),
        ActionsEnabled: true,
        AlarmActions: alarm.list("alarmActions"),
        OKActions: alarm.list("okActions"),
        ComparisonOperator: alarm.text("comparisonOperator"),
        EvaluationPeriods: alarm.value("evaluationPeriods"),
        Threshold: alarm.value("threshold"),
        ThresholdMetricId: alarm.value("thresholdMetricId"),
        TreatMissingData: alarm.text("treatMissingData"),
        Namespace: alarm.value("namespace"),
        MetricName: alarm.value("metricName"),
        Dimensions: named(alarm.tagMap("dimensions")),
        Statistic: alarm.value("statistic"),
        Period: alarm.value("period"),
        WarmUpConfiguration: warmUp(alarm.part("warmUpConfiguration")),
        Metrics: queries(alarm.partList("metricQueries")),
        Tags: alarm.tags(),
      }),
    ],
    destroy: (alarm) => [cloudwatch("DeleteAlarms", { AlarmNames: [alarm.text("name")] })],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    create: (dashboard) => [
      cloudwatch("PutDashboard", {
        DashboardName: dashboard.text("dashboardName"),
        DashboardBody: dashboard.text("dashboardBody"),
      }),
    ],
    destroy: (dashboard) => [
      cloudwatch("DeleteDashboards", { DashboardNames: [dashboard.text("dashboardName")] }),
    ],
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    create: (filter) => {
      const transformation = filter.part("metricTransformation");
      return [
        logs("PutMetricFilter", {
          filterName: filter.text("name"),
          filterPattern: filter.text("pattern"),
          logGroupName: filter.text("logGroupName"),
          metricTransformations: [
            {
              metricName: transformation?.text("name"),
              metricNamespace: transformation?.text("namespace"),
              metricValue: transformation?.text("value"),
            },
          ],
        }),
      ];
    },
    destroy: (filter) => [
      logs("DeleteMetricFilter", {
        filterName: filter.text("name"),
        logGroupName: filter.text("logGroupName"),
      }),
    ],
  },
  "aws:sns/topic:Topic": {
    create: (topic) => {
      const KmsMasterKeyId = topic.value("kmsMasterKeyId");
      return [
        sns(
          "CreateTopic",
          {
            Name: topic.text("name"),
            Attributes: KmsMasterKeyId === undefined ? undefined : { KmsMasterKeyId },
            Tags: topic.tags(),
          },
          { TopicArn: topic.planned("arn") },
        ),
      ];
    },
    destroy: (topic) => [sns("DeleteTopic", { TopicArn: topic.planned("arn") })],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    create: (policy) => [
      sns("SetTopicAttributes", {
        TopicArn: policy.text("arn"),
        AttributeName: "Policy",
        AttributeValue: policy.text("policy"),
      }),
    ],
    // The provider puts SNS's default policy back; the topic goes next.
    destroy: () => [],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    create: (subscription) => [
      sns(
        "Subscribe",
        {
          TopicArn: subscription.text("topic"),
          Protocol: subscription.text("protocol"),
          Endpoint: subscription.text("endpoint"),
          ReturnSubscriptionArn: true,
        },
        { SubscriptionArn: subscription.planned("arn") },
      ),
    ],
    destroy: (subscription) => [
      sns("Unsubscribe", { SubscriptionArn: subscription.planned("arn") }),
    ],
  },
};

function named(
  dimensions: Readonly<Record<string, string>> | undefined,
): readonly object[] | undefined {
  return dimensions && Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

function warmUp(part: Inputs | undefined): object | undefined {
  return part && { WarmUpPeriodDurationInMinutes: part.value("warmUpPeriodDurationInMinutes") };
}

function queries(parts: readonly Inputs[]): readonly object[] | undefined {
  if (parts.length === 0) return undefined;
  return parts.map((query) => ({
    Id: query.text("id"),
    Label: query.value("label"),
    Expression: query.value("expression"),
    MetricStat: metricStat(query.part("metric")),
    Period: query.value("period"),
    ReturnData: query.value("returnData"),
  }));
}

function metricStat(metric: Inputs | undefined): object | undefined {
  return (
    metric && {
      Metric: {
        Namespace: metric.value("namespace"),
        MetricName: metric.text("metricName"),
        Dimensions: named(metric.tagMap("dimensions")),
      },
      Period: metric.value("period"),
      Stat: metric.text("stat"),
    }
  );
}
