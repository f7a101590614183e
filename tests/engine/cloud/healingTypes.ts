import type { ResourceType } from "./resourceType";

/**
 * What restarts failed tasks; the function's own type is with those of examples/consumer.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/rule.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/target.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/permission.go
 */
export const healingTypes: Readonly<Record<string, ResourceType>> = {
  "aws:cloudwatch/eventRule:EventRule": {
    required: [],
    replaces: ["eventBusName", "name"],
    named: "name",
    heldBy: ["aws:cloudwatch/eventTarget:EventTarget"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    required: ["arn", "rule"],
    replaces: ["eventBusName", "rule", "targetId"],
  },
  "aws:lambda/permission:Permission": {
    required: ["action", "function", "principal"],
    replaces: ["action", "function", "principal", "sourceAccount", "sourceArn", "statementId"],
  },
};
