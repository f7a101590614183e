import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { functionCode } from "../../archives/functionCode";
import type { KafkaConnectVersion } from "../../support/awsLimits";
import { logGroup, type LogArgs } from "../parts/logs";
import type { RoleBoundary } from "../parts/roleBoundary";
import { matches, validate } from "../parts/validate";
import { healerRole } from "./role";
import type { Tags } from "../parts/tags";

export interface SelfHealingArgs extends RoleBoundary {
  /** Name of the function, and of the rule that calls it. */
  readonly functionName: string;
  /** The connectors by their name within the stage; an MskConnector is one. */
  readonly connectors: Readonly<Record<string, { readonly arn: pulumi.Input<string> }>>;
  /** Alarms that go off when a task has failed, by the connector's name, as Monitoring has them. */
  readonly failedTaskAlarms: Readonly<Record<string, { readonly name: pulumi.Input<string> }>>;
  /** Kafka Connect version of the workers. */
  readonly kafkaConnectVersion: KafkaConnectVersion;
  readonly logs: LogArgs;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Restarts the failed tasks of connectors, which Kafka Connect leaves where they are: every five
 * minutes a small function looks which alarms are on. Not an alarm's own action, which comes once
 * when it goes off: a task that fails again meanwhile keeps the alarm on. What it costs is billed by
 * the call.
 *
 *     new SelfHealing("healing", { functionName, connectors, failedTaskAlarms, ... });
 */
export class SelfHealing extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: SelfHealingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:SelfHealing", name, args, opts);
    const { functionName, connectors, logs, tags } = args;
    validate("SelfHealing", [
      matches(
        "functionName",
        functionName,
        /^[\w-]{1,64}$/,
        "1 to 64 letters, digits, _ and -, as Lambda and EventBridge take them",
      ),
    ]);
    const group = logGroup(name, logs, tags, this);
    const connectorArns = Object.values(connectors).map(({ arn }) => arn);
    const role = healerRole(name, { ...args, connectorArns, logGroupArn: group.arn }, this);
    const healer = new lambda.Function(
      `${name}-function`,
      {
        name: functionName,
        description: "Restarts failed tasks of connectors",
        runtime: lambda.Runtime.NodeJS24dX,
        architectures: ["arm64"],
        handler: "index.handler",
        code: code(),
        role: role.arn,
        memorySize: 256,
        timeout: 60,
        environment: { variables: variables(args) },
        loggingConfig: { logFormat: "Text", logGroup: group.name },
        tags: { ...tags, Name: functionName },
      },
      { parent: this, dependsOn: [role.policy] },
    );
    schedule(name, functionName, healer, tags, this);
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}

function code(): pulumi.asset.Archive {
  const file = new pulumi.asset.FileAsset(functionCode("restartFailedTasks"));
  return new pulumi.asset.AssetArchive({ "index.js": file });
}

/**
 * What the function is told: which alarm is of which connector, and whether Kafka Connect can restart
 * failed tasks alone.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-restart-connector.html
 */
function variables({
  connectors,
  failedTaskAlarms,
  kafkaConnectVersion,
}: SelfHealingArgs): Record<string, pulumi.Input<string>> {
  const pairs = Object.entries(failedTaskAlarms).flatMap(([connector, { name }]) => {
    const watched = connectors[connector];
    return watched === undefined ? [] : [pulumi.all([name, watched.arn])];
  });
  return {
    CONNECTORS: pulumi.all(pairs).apply((known) => JSON.stringify(Object.fromEntries(known))),
    ONLY_FAILED_TASKS: String(!kafkaConnectVersion.startsWith("2.")),
  };
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html */
function schedule(
  name: string,
  ruleName: string,
  healer: lambda.Function,
  tags: Tags | undefined,
  parent: pulumi.Resource,
): void {
  const rule = new cloudwatch.EventRule(
    `${name}-rule`,
    {
      name: ruleName,
      description: `Calls ${ruleName}`,
      scheduleExpression: "rate(5 minutes)",
      tags: { ...tags, Name: ruleName },
    },
    { parent },
  );
  const permission = new lambda.Permission(
    `${name}-permission`,
    {
      function: healer.name,
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    },
    { parent },
  );
  new cloudwatch.EventTarget(
    `${name}-target`,
    { rule: rule.name, targetId: "function", arn: healer.arn },
    { parent, dependsOn: [permission] },
  );
}
