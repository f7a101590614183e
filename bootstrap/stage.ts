import { pipelineNames, shapesOf } from "../config/pipelines";
import { serviceName } from "../support/partition";
import type { Condition } from "./statement";

/** A stage of the pipeline, in the account and region that it is deployed to. */
export interface Stage {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** Pulumi project of the pipeline. */
  readonly project: string;
  readonly stage: string;
  /** How the names of its DynamoDB tables begin. */
  readonly tableNames: string;
  /** S3 bucket of Pulumi's state, where the team keeps it itself. */
  readonly stateBucket?: string | undefined;
  /** ARN of the KMS key of the state. */
  readonly stateKeyArn?: string | undefined;
}

/** Returns project and stage, with which the names of the stage's resources begin. */
export function stackName({ project, stage }: Stage): string {
  return `${project}-${stage}`;
}

/** Returns the ARN of something in the stage's account and region. */
export function regional(stage: Stage, service: string, resource: string): string {
  return `arn:${stage.partition}:${service}:${stage.region}:${stage.account}:${resource}`;
}

/** Returns the ARNs of the buckets that pipelines keep records in, which Pulumi names. */
export function recordBuckets(stage: Stage): string[] {
  const roles = shapesOf(pipelineNames).flatMap(({ buckets }) => [...buckets]);
  return roles.map((role) => `arn:${stage.partition}:s3:::${stackName(stage)}-${role}-*`);
}

/** Returns the ARN of something in IAM, which knows no regions. */
export function inIam({ partition, account }: Stage, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/**
 * Returns the name of a role or policy of this program. It begins otherwise than what a deployment
 * creates, so that no deploy role can change itself, its siblings or its boundary.
 */
export function accessName(kind: "boundary" | "deploy" | "operate" | "preview", stage: Stage) {
  return `${kind}-${stackName(stage)}`;
}

/** Returns the ARN of the boundary that every role of the deployment must have. */
export function boundaryArn(stage: Stage): string {
  return inIam(stage, `policy/${accessName("boundary", stage)}`);
}

/** Requires that what exists already is the stage's. */
export function ofStage(stage: Stage): Condition {
  return { StringEquals: tags("aws:ResourceTag", stage) };
}

/**
 * Requires that a key is the stage's, and that one of these services uses it for whoever asks the
 * service.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function throughServices(stage: Stage, ...services: readonly string[]): Condition {
  return {
    StringEquals: {
      ...ofStage(stage)["StringEquals"],
      "kms:ViaService": services.map((service) => serviceName(service, stage.region)),
    },
  };
}

/** Requires that what is created or tagged becomes the stage's. */
export function asStages(stage: Stage): Condition {
  return { StringEquals: tags("aws:RequestTag", stage) };
}

function tags(key: string, { project, stage }: Stage): Record<string, string> {
  return { [`${key}/Project`]: project, [`${key}/Stage`]: stage };
}
