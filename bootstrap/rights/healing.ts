import { regional, stackName, type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";
import { listAlarms } from "./monitoring";

const events = actionsOf("events");
const kafkaConnect = actionsOf("kafkaconnect");
const lambda = actionsOf("lambda");

/**
 * Allows deploying the function that restarts failed tasks and the rule that calls it; nothing but
 * EventBridge can be let call the function.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export function healingRights(stage: Stage): Statement[] {
  return [
    allow(
      "ChangeFunction",
      lambda(
        "CreateFunction",
        "DeleteFunction",
        "RemovePermission",
        "TagResource",
        "UntagResource",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
      ),
      [healer(stage)],
    ),
    allow("LetRuleCall", lambda("AddPermission"), [healer(stage)], {
      StringEquals: { "lambda:Principal": "events.amazonaws.com" },
    }),
    allow(
      "ChangeRule",
      events(
        "DeleteRule",
        "PutRule",
        "PutTargets",
        "RemoveTargets",
        "TagResource",
        "UntagResource",
      ),
      [rule(stage)],
    ),
  ];
}

/** Allows looking at them. */
export function healingReading(stage: Stage): Statement[] {
  return [
    allow(
      "ReadFunction",
      lambda("GetFunction", "GetFunctionCodeSigningConfig", "GetPolicy", "ListVersionsByFunction"),
      [healer(stage)],
    ),
    allow("ReadRule", events("DescribeRule", "ListTagsForResource", "ListTargetsByRule"), [
      rule(stage),
    ]),
  ];
}

/** Allows what the function does. */
export function restarting(stage: Stage): Statement[] {
  return [
    listAlarms(stage),
    allow(
      "RestartConnectors",
      kafkaConnect("DescribeConnector", "ListConnectorOperations", "RestartConnector"),
      [regional(stage, "kafkaconnect", `connector/${stage.stage}-*`)],
    ),
  ];
}

function healer(stage: Stage): string {
  return regional(stage, "lambda", `function:${stackName(stage)}-restart-failed-tasks`);
}

function rule(stage: Stage): string {
  return regional(stage, "events", `rule/${stackName(stage)}-restart-failed-tasks`);
}
