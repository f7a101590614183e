import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { serviceRole } from "./kafkaCalls";

const scaling = actionsOf("application-autoscaling");

const SCALING =
  "https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html";
const OF_KAFKA = { "application-autoscaling:service-namespace": "kafka" };

const target: TypeCalls = {
  sources: [
    schema("applicationautoscaling-scalabletarget"),
    provider("appautoscaling/target.go"),
    SCALING,
  ],
  calls: (resource, here) => {
    const arn = here.arn("application-autoscaling", "scalable-target/0a1b2c3d");
    const read: Row[] = [
      [scaling("DescribeScalableTargets"), "*"],
      [scaling("ListTagsForResource"), arn, owned(resource)],
    ];
    return {
      create: [
        [scaling("RegisterScalableTarget"), arn, { ...made(resource), ...OF_KAFKA }],
        [scaling("TagResource"), arn, made(resource)],
        ...serviceRole(
          here,
          "kafka.application-autoscaling.amazonaws.com",
          "AWSServiceRoleForApplicationAutoScaling_KafkaCluster",
        ),
        ...read,
      ],
      read,
      update: [
        [scaling("RegisterScalableTarget"), arn, { ...made(resource), ...OF_KAFKA }],
        [scaling("TagResource"), arn, { ...made(resource), ...owned(resource) }],
        [scaling("UntagResource"), arn, owned(resource)],
        ...read,
      ],
      delete: [
        [scaling("DeregisterScalableTarget"), arn, { ...owned(resource), ...OF_KAFKA }],
        ...read,
      ],
    };
  },
};

const policy: TypeCalls = {
  sources: [provider("appautoscaling/policy.go"), SCALING],
  calls: (_resource, here) => {
    const arn = here.arn("application-autoscaling", "scalable-target/0a1b2c3d");
    const [owner] = here.plan.resources.filter(
      ({ type }) => type === "aws:appautoscaling/target:Target",
    );
    const context = { ...(owner && owned(owner)), ...OF_KAFKA };
    const alarms: Row = [
      actionsOf("cloudwatch")("DeleteAlarms", "DescribeAlarms", "PutMetricAlarm"),
      here.arn("cloudwatch", "alarm:TargetTracking-cluster-AlarmHigh-0a1b2c3d"),
    ];
    const read: Row[] = [[scaling("DescribeScalingPolicies"), "*"]];
    const put: Row[] = [[scaling("PutScalingPolicy"), arn, context], alarms, ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[scaling("DeleteScalingPolicy"), arn, context], alarms, ...read],
    };
  },
};

export const scalingCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:appautoscaling/policy:Policy": policy,
  "aws:appautoscaling/target:Target": target,
};
