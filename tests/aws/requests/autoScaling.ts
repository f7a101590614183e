import type { Inputs } from "./inputs";
import { present, service, type Mappings } from "./mapping";

const autoscaling = service("application-autoscaling");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/appautoscaling/target.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/appautoscaling/policy.go
 */
export const autoScalingMappings: Mappings = {
  "aws:appautoscaling/target:Target": {
    create: (target) => [
      autoscaling("RegisterScalableTarget", {
        ...scaled(target),
        MinCapacity: target.value("minCapacity"),
        MaxCapacity: target.value("maxCapacity"),
        Tags: target.tagMap(),
      }),
    ],
    destroy: (target) => [autoscaling("DeregisterScalableTarget", scaled(target))],
  },
  "aws:appautoscaling/policy:Policy": {
    create: (policy) => [
      autoscaling("PutScalingPolicy", {
        ...scaled(policy),
        PolicyName: policy.physicalName(),
        PolicyType: policy.value("policyType"),
        TargetTrackingScalingPolicyConfiguration: targetTracking(policy),
      }),
    ],
    destroy: (policy) => [
      autoscaling("DeleteScalingPolicy", {
        ...scaled(policy),
        PolicyName: policy.physicalName(),
      }),
    ],
  },
};

function scaled(inputs: Inputs): Readonly<Record<string, string>> {
  return {
    ServiceNamespace: inputs.text("serviceNamespace"),
    ResourceId: inputs.text("resourceId"),
    ScalableDimension: inputs.text("scalableDimension"),
  };
}

function targetTracking(policy: Inputs): unknown {
  const tracking = policy.part("targetTrackingScalingPolicyConfiguration");
  const metric = tracking?.part("predefinedMetricSpecification");
  return (
    tracking &&
    present({
      TargetValue: tracking.value("targetValue"),
      DisableScaleIn: tracking.value("disableScaleIn"),
      PredefinedMetricSpecification: metric && {
        PredefinedMetricType: metric.text("predefinedMetricType"),
      },
    })
  );
}
