import type { Violations } from ".";
import { adding, change } from "../change";
import { resource } from "../exemplary";

const table = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";

export const iamViolations: Violations = {
  "iam-no-wildcard-action": {
    everything: policy({ Action: "*", Resource: table }),
    "all of Kafka": policy({ Action: ["kafka-cluster:*"], Resource: table }),
    "everything but": policy({ NotAction: "iam:CreateUser", Resource: table }),
    "in a role": change(
      "role",
      ["inlinePolicies"],
      [{ name: "inline", policy: document({ Action: "s3:*", Resource: table }) }],
    ),
    "in a cluster's policy": change(
      "cluster-policy",
      ["policy"],
      document({ Principal: { AWS: "210987654321" }, Action: "kafka-cluster:*", Resource: table }),
    ),
    "in a managed policy": adding(
      resource("managed", "aws:iam/policy:Policy", {
        policy: document({ Action: "dynamodb:*", Resource: table }),
      }),
    ),
  },
  "iam-no-wildcard-resource": {
    everything: policy({ Action: "dynamodb:PutItem", Resource: "*" }),
    "among named ones": policy({ Action: "dynamodb:PutItem", Resource: [table, "*"] }),
    "all of a service": policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::*" }),
    "all of a kind": policy({
      Action: "kafka-cluster:ReadData",
      Resource: "arn:aws:kafka:us-east-1:123456789012:topic/*",
    }),
    "everything but": policy({ Action: "dynamodb:PutItem", NotResource: table }),
    "beside an action that takes none": policy({
      Action: ["ssm:UpdateInstanceInformation", "ssm:GetParameter"],
      Resource: "*",
    }),
  },
  "iam-trust-source-account": {
    "no condition": change("role", ["assumeRolePolicy"], trust({})),
    "another condition": change(
      "role",
      ["assumeRolePolicy"],
      trust({ ArnLike: { "aws:SourceArn": "arn:aws:kafkaconnect:*" } }),
    ),
  },
};

function policy(statement: Readonly<Record<string, unknown>>): Violations[string][string] {
  return change("role-policy", ["policy"], document(statement));
}

function document(statement: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
}

function trust(condition: Readonly<Record<string, unknown>>): string {
  return document({
    Principal: { Service: ["kafkaconnect.amazonaws.com"] },
    Action: "sts:AssumeRole",
    Condition: condition,
  });
}
