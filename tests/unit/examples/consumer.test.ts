import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type * as Consumer from "../../../examples/consumer/index";
import { projectRoot } from "../../../support/projectRoot";
import { statements } from "../../helpers/resources";
import { settled } from "../../helpers/settled";
import { plan } from "../../helpers/stagePlans";

type Inputs = Readonly<Record<string, unknown>>;

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const FUNCTION = "aws:lambda/function:Function";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const region = "us-east-1:123456789012";
const QUEUE = `arn:aws:sqs:${region}:failed-batches`;

describe("the consumer example", () => {
  const registered: { readonly type: string; readonly name: string; readonly inputs: Inputs }[] =
    [];
  let stage: Inputs;
  let program: typeof Consumer;

  before(async () => {
    stage = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(JSON.stringify((await plan("prod", "pipeline=all")).outputs)));
    await pulumi.runtime.setMocks(
      {
        call: ({ token }) => assert.fail(`The example calls ${token}`),
        newResource: ({ name, type, ...args }) => {
          const inputs = z.record(z.string(), z.unknown()).parse(args.inputs);
          registered.push({ type, name, inputs });
          if (type === "pulumi:pulumi:StackReference") {
            return { id: name, state: { ...inputs, outputs: stage } };
          }
          const computed = {
            name,
            arn:
              type === "aws:sqs/queue:Queue" ? QUEUE : `arn:of:${type.split(":").at(-1)}:${name}`,
            url: `https://${name}`,
          };
          return { id: `${name}-id`, state: { ...computed, ...inputs } };
        },
      },
      "orders-counts",
      "prod",
    );
    pulumi.runtime.setAllConfig({
      "orders-counts:pipelineStack": "acme/msk-pipeline/prod",
      "orders-counts:consumer": "counts",
      "orders-counts:openBrokers": "true",
    });
    program = await import("../../../examples/consumer/index.js");
  });

  it("reads the named stack", async () => {
    const { name } = await inputsOf("pulumi:pulumi:StackReference", "pipeline");
    assert.equal(name, "acme/msk-pipeline/prod");
  });

  it("polls the orders from the first on, as a reader of its own", async () => {
    assert.deepEqual(await inputsOf(MAPPING, "orders"), {
      eventSourceArn: stage["clusterArn"],
      functionName: "arn:of:Function:counts",
      topics: ["orders"],
      amazonManagedKafkaEventSourceConfig: { consumerGroupId: "orders-reader-counts" },
      startingPosition: "TRIM_HORIZON",
      batchSize: 100,
      destinationConfig: { onFailure: { destinationArn: QUEUE } },
    });
  });

  it("runs a function that is there, among the brokers' clients, and keeps its log", async () => {
    const { code, runtime, handler, role, vpcConfig, loggingConfig } = await inputsOf(
      FUNCTION,
      "counts",
    );
    assert.deepEqual(
      [runtime, handler, role],
      ["nodejs24.x", "index.handler", "arn:of:Role:counts"],
    );
    assert.ok(existsSync(join(projectRoot, "examples/consumer/handler/index.mjs")));
    assert.ok(code instanceof pulumi.asset.FileArchive);
    assert.equal(await code.path, join(projectRoot, "examples/consumer/handler"));
    assert.deepEqual(vpcConfig, {
      subnetIds: stage["privateSubnetIds"],
      securityGroupIds: [stage["clientSecurityGroupId"]],
    });
    assert.deepEqual(loggingConfig, { logFormat: "Text", logGroup: "counts" });
    const { retentionInDays } = await inputsOf("aws:cloudwatch/logGroup:LogGroup", "counts");
    assert.equal(retentionInDays, 30);
  });

  it("reads the topic by the stage's own policy", async () => {
    const { policy, role } = await inputsOf(ROLE_POLICY, "topic");
    const policies = z.record(z.string(), z.string()).parse(stage["topicReaderPolicies"]);
    assert.deepEqual([policy, role], [policies["orders"], "counts-id"]);
  });

  it("grants the event source what AWS asks for, and no more", async () => {
    const { policy } = await inputsOf(ROLE_POLICY, "event-source");
    assert.deepEqual(
      statements(policy).map(({ Effect, Action, Resource }) => [Effect, Resource, Action]),
      [
        [
          "Allow",
          [stage["clusterArn"]],
          [
            "kafka:DescribeClusterV2",
            "kafka:GetBootstrapBrokers",
            "kafka-cluster:DescribeClusterDynamicConfiguration",
          ],
        ],
        [
          "Allow",
          [`arn:aws:ec2:${region}:*/*`],
          [
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:UnassignPrivateIpAddresses",
          ],
        ],
        [
          "Allow",
          ["*"],
          [
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
          ],
        ],
        ["Allow", [QUEUE], ["sqs:SendMessage"]],
        ["Allow", ["arn:of:LogGroup:counts:*"], ["logs:CreateLogStream", "logs:PutLogEvents"]],
      ],
    );
  });

  it("denies the function's code the network interfaces", async () => {
    const { policy } = await inputsOf(ROLE_POLICY, "code");
    assert.deepEqual(statements(policy), [
      {
        Sid: "NoNetworkByCode",
        Effect: "Deny",
        Action: ["ec2:*"],
        Resource: ["*"],
        Condition: { ArnEquals: { "lambda:SourceFunctionArn": "arn:of:Function:counts" } },
      },
    ]);
  });

  it("opens the brokers to what is in their own group, by IAM's port, and to AWS's APIs", async () => {
    const brokers = stage["brokerSecurityGroupId"];
    const ways = await Promise.all([
      inputsOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
      inputsOf("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "event-sources-brokers"),
      inputsOf("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "event-sources-https"),
    ]);
    assert.deepEqual(
      ways.map(
        ({ securityGroupId, referencedSecurityGroupId: group, cidrIpv4, fromPort, toPort }) => [
          securityGroupId,
          group ?? cidrIpv4,
          fromPort,
          toPort,
        ],
      ),
      [
        [brokers, brokers, 9098, 9098],
        [brokers, brokers, 9098, 9098],
        [brokers, "0.0.0.0/0", 443, 443],
      ],
    );
  });

  it("tells where its counts and failures are", async () => {
    const told = [program.logGroup, program.failedBatchesUrl].map((output) => settled(output));
    assert.deepEqual(await Promise.all(told), ["counts", "https://failed-batches"]);
    const { messageRetentionSeconds, sqsManagedSseEnabled } = await inputsOf(
      "aws:sqs/queue:Queue",
      "failed-batches",
    );
    assert.deepEqual([messageRetentionSeconds, sqsManagedSseEnabled], [1_209_600, true]);
  });

  /** Inputs of the one resource of a type and name, once it has been registered. */
  async function inputsOf(type: string, name?: string): Promise<Inputs> {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const found = registered.find(
        (each) => each.type === type && (name === undefined || each.name === name),
      );
      if (found !== undefined) return found.inputs;
      if (Date.now() > deadline) throw new Error(`${type} was not registered within 5 s`);
      await after(5);
    }
  }
});
