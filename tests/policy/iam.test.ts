import assert from "node:assert/strict";
import { change, reports } from "./change";

const orders = "arn:aws:kafka:us-east-1:123456789012:topic/orders/uuid";

describe("policies that the pack lets pass", () => {
  const passing: Readonly<Record<string, object>> = {
    "a name that ends in a wildcard": {
      Action: "kafka-cluster:ReadData",
      Resource: `${orders}/__amazon_msk_connect_*`,
    },
    "the objects of a bucket": { Action: "s3:GetObject", Resource: "arn:aws:s3:::plugins/*" },
    "the streams of a log group": {
      Action: "logs:PutLogEvents",
      Resource: "arn:aws:logs:us-east-1:123456789012:log-group:/orders:*",
    },
    "an action that ends in a wildcard": {
      Action: "kms:GenerateDataKey*",
      Resource: "arn:aws:kms:us-east-1:123456789012:key/1",
    },
    "actions for which AWS knows no resource": {
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:OpenDataChannel",
        "ec2messages:GetMessages",
        "ec2:DescribeSubnets",
        "logs:CreateLogDelivery",
      ],
      Resource: "*",
    },
  };
  for (const [what, statement] of Object.entries(passing)) {
    it(what, () => {
      const policy = JSON.stringify({ Statement: { Effect: "Allow", ...statement } });
      assert.deepEqual(reports(change("role-policy", ["policy"], policy)), []);
    });
  }

  it("a cluster's policy that denies everybody", () => {
    const statement = { Effect: "Deny", Principal: "*", Action: "kafka-cluster:WriteData" };
    const policy = JSON.stringify({ Statement: { ...statement, Resource: `${orders}/sales` } });
    assert.deepEqual(reports(change("cluster-policy", ["policy"], policy)), []);
  });

  it("a denial of everything", () => {
    const policy = JSON.stringify({ Statement: { Effect: "Deny", Action: "*", Resource: "*" } });
    assert.deepEqual(reports(change("role-policy", ["policy"], policy)), []);
  });

  it("a document that has been parsed", () => {
    const policy = { Statement: { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::a/*" } };
    assert.deepEqual(reports(change("role-policy", ["policy"], policy)), [
      "iam-no-wildcard-action: role-policy",
    ]);
  });

  it("text that is no policy, which IAM refuses", () => {
    assert.deepEqual(reports(change("role-policy", ["policy"], "{")), []);
  });

  it("a key policy, where * is the key", () => {
    const policy = { Statement: { Effect: "Allow", Action: "kms:*", Resource: "*" } };
    assert.deepEqual(reports(change("key", ["policy"], JSON.stringify(policy))), []);
  });
});

describe("trust policies that the pack lets pass", () => {
  const trusts: Readonly<Record<string, object>> = {
    "an instance's, which cannot name the account": {
      Principal: { Service: "ec2.amazonaws.com" },
    },
    "an account's": { Principal: { AWS: "arn:aws:iam::123456789012:root" } },
    "a service's that names the account in lower case": {
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Condition: { StringEquals: { "aws:sourceaccount": "123456789012" } },
    },
  };
  for (const [what, statement] of Object.entries(trusts)) {
    it(what, () => {
      const trust = { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] };
      assert.deepEqual(reports(change("role", ["assumeRolePolicy"], JSON.stringify(trust))), []);
    });
  }
});
