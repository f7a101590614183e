import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";

const events = actionsOf("events");
const lambda = actionsOf("lambda");

const healer: TypeCalls = {
  sources: [schema("lambda-function"), provider("lambda/function.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const passed: Row = [
      ["iam:PassRole"],
      here.physical(Here.text(resource, "role")),
      { "iam:PassedToService": "lambda.amazonaws.com" },
    ];
    const read: Row[] = [
      [lambda("GetFunction", "GetFunctionCodeSigningConfig", "ListVersionsByFunction"), arn, own],
    ];
    return {
      create: [[lambda("CreateFunction", "TagResource"), arn, made(resource)], passed, ...read],
      read,
      update: [
        [
          lambda(
            "TagResource",
            "UntagResource",
            "UpdateFunctionCode",
            "UpdateFunctionConfiguration",
          ),
          arn,
          own,
        ],
        passed,
        ...read,
      ],
      delete: [[lambda("DeleteFunction"), arn, own], ...read],
    };
  },
};

const permission: TypeCalls = {
  sources: [schema("lambda-permission"), provider("lambda/permission.go")],
  calls: (resource, here) => {
    const arn = here.arn("lambda", `function:${Here.text(resource, "function")}`);
    const read: Row[] = [[lambda("GetPolicy"), arn]];
    const principal = { "lambda:Principal": Here.text(resource, "principal") };
    return {
      create: [[lambda("AddPermission"), arn, principal], ...read],
      read,
      update: read,
      delete: [[lambda("RemovePermission"), arn, principal], ...read],
    };
  },
};

const rule: TypeCalls = {
  sources: [schema("events-rule"), provider("events/rule.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [[events("DescribeRule", "ListTagsForResource"), arn, own]];
    return {
      create: [[events("PutRule", "TagResource"), arn, made(resource)], ...read],
      read,
      update: [[events("PutRule", "TagResource", "UntagResource"), arn, own], ...read],
      delete: [[events("DeleteRule"), arn, own], ...read],
    };
  },
};

const target: TypeCalls = {
  sources: [schema("events-rule"), provider("events/target.go")],
  calls: (resource, here) => {
    const arn = here.arn("events", `rule/${Here.text(resource, "rule")}`);
    const read: Row[] = [[events("ListTargetsByRule"), arn]];
    const put: Row[] = [[events("PutTargets"), arn], ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[events("RemoveTargets"), arn], ...read],
    };
  },
};

export const healingCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:cloudwatch/eventRule:EventRule": rule,
  "aws:cloudwatch/eventTarget:EventTarget": target,
  "aws:lambda/function:Function": healer,
  "aws:lambda/permission:Permission": permission,
};
