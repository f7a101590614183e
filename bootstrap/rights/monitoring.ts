import { regional, stackName, type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";

const cloudwatch = actionsOf("cloudwatch");
const logs = actionsOf("logs");
const sns = actionsOf("sns");

/**
 * Allows deploying the alarms, their topic, the dashboard, and the filters that make metrics of what
 * connectors log.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export function monitoringRights(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeAlarms",
      cloudwatch("DeleteAlarms", "PutMetricAlarm", "TagResource", "UntagResource"),
      [alarms(stage)],
    ),
    allow("ChangeDashboard", cloudwatch("DeleteDashboards", "PutDashboard"), [dashboard(stage)]),
    allow("ChangeFilters", logs("DeleteMetricFilter", "PutMetricFilter"), [connectorLogs(stage)]),
    allow(
      "ChangeAlarmTopic",
      sns(
        "CreateTopic",
        "DeleteTopic",
        "SetTopicAttributes",
        "Subscribe",
        "TagResource",
        "Unsubscribe",
        "UntagResource",
      ),
      [topic(stage)],
    ),
  ];
}

/** Allows looking at them. */
export function monitoringReading(stage: Stage): Statement[] {
  return [
    listAlarms(stage),
    allow("ReadAlarmTags", cloudwatch("ListTagsForResource"), [alarms(stage)]),
    allow("ReadDashboard", cloudwatch("GetDashboard"), [dashboard(stage)]),
    allow("ReadFilters", logs("DescribeMetricFilters"), [connectorLogs(stage)]),
    allow(
      "ReadAlarmTopic",
      sns("GetSubscriptionAttributes", "GetTopicAttributes", "ListTagsForResource"),
      [topic(stage)],
    ),
  ];
}

/**
 * Whoever asks for alarms by the beginning of their names needs the right to all of the region.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html
 */
export function listAlarms(stage: Stage): Statement {
  return allow("ListAlarms", cloudwatch("DescribeAlarms"), [
    regional(stage, "cloudwatch", "alarm:*"),
  ]);
}

/** AWS knows no resources for the metrics of its services. */
export function readMetrics(): Statement {
  return allow("ReadMetrics", cloudwatch("GetMetricData"), ["*"]);
}

function alarms(stage: Stage): string {
  return regional(stage, "cloudwatch", `alarm:${stackName(stage)}-*`);
}

/** Dashboards are the same in every region. */
function dashboard(stage: Stage): string {
  return `arn:${stage.partition}:cloudwatch::${stage.account}:dashboard/${stackName(stage)}`;
}

function connectorLogs({ project, stage, ...where }: Stage): string {
  const group = `log-group:/aws/vendedlogs/${project}/${stage}/*`;
  return regional({ project, stage, ...where }, "logs", group);
}

function topic(stage: Stage): string {
  return regional(stage, "sns", `${stackName(stage)}-alarms`);
}
