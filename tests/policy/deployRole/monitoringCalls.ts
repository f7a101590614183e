import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";

const cloudwatch = actionsOf("cloudwatch");
const logs = actionsOf("logs");
const sns = actionsOf("sns");

const alarm: TypeCalls = {
  sources: [schema("cloudwatch-alarm"), provider("cloudwatch/metric_alarm.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [
      // Asked for alarms, AWS decides on all of the region.
      [cloudwatch("DescribeAlarms"), here.arn("cloudwatch", "alarm:any")],
      [cloudwatch("ListTagsForResource"), arn, own],
    ];
    return {
      create: [[cloudwatch("PutMetricAlarm", "TagResource"), arn, made(resource)], ...read],
      read,
      update: [[cloudwatch("PutMetricAlarm", "TagResource", "UntagResource"), arn, own], ...read],
      delete: [[cloudwatch("DeleteAlarms"), arn, own], ...read],
    };
  },
};

const dashboard: TypeCalls = {
  sources: [schema("cloudwatch-dashboard"), provider("cloudwatch/dashboard.go")],
  calls: (resource, { stage }) => {
    const name = Here.text(resource, "dashboardName");
    const arn = `arn:${stage.partition}:cloudwatch::${stage.account}:dashboard/${name}`;
    const read: Row[] = [[cloudwatch("GetDashboard"), arn]];
    const put: Row[] = [[cloudwatch("PutDashboard"), arn], ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[cloudwatch("DeleteDashboards"), arn], ...read],
    };
  },
};

const filter: TypeCalls = {
  sources: [schema("logs-metricfilter"), provider("logs/metric_filter.go")],
  calls: (resource, here) => {
    const group = here.arn("logs", `log-group:${Here.text(resource, "logGroupName")}:`);
    const read: Row[] = [[logs("DescribeMetricFilters"), group]];
    const put: Row[] = [[logs("PutMetricFilter"), group], ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[logs("DeleteMetricFilter"), group], ...read],
    };
  },
};

const topic: TypeCalls = {
  sources: [schema("sns-topic"), provider("sns/topic.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [[sns("GetTopicAttributes", "ListTagsForResource"), arn, own]];
    return {
      create: [[sns("CreateTopic", "TagResource"), arn, made(resource)], ...read],
      read,
      update: [[sns("SetTopicAttributes", "TagResource", "UntagResource"), arn, own], ...read],
      delete: [[sns("DeleteTopic"), arn, own], ...read],
    };
  },
};

const topicPolicy: TypeCalls = {
  sources: [provider("sns/topic_policy.go")],
  calls: (resource) => {
    const arn = Here.text(resource, "arn");
    const read: Row[] = [[sns("GetTopicAttributes"), arn]];
    const put: Row[] = [[sns("SetTopicAttributes"), arn], ...read];
    return { create: put, read, update: put, delete: put };
  },
};

const subscription: TypeCalls = {
  sources: [schema("sns-subscription"), provider("sns/topic_subscription.go")],
  calls: (resource) => {
    const arn = Here.text(resource, "topic");
    const read: Row[] = [[sns("GetSubscriptionAttributes"), arn]];
    return {
      create: [[sns("Subscribe"), arn], ...read],
      read,
      update: read,
      delete: [[sns("Unsubscribe"), arn], ...read],
    };
  },
};

export const monitoringCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": filter,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": topicPolicy,
  "aws:sns/topicSubscription:TopicSubscription": subscription,
};
