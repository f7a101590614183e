import type { Stage } from "../../../bootstrap/stage";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { all, at } from "../../helpers/resources";
import { namesOf } from "../iam/names";
import type { Context } from "../iam/simulate";
import { owned } from "./calls";

/** Types whose resources Pulumi names: everything else has a name that the program gives. */
const AUTO_NAMED: Readonly<Record<string, (name: string) => string>> = {
  "aws:iam/instanceProfile:InstanceProfile": (name) => `instance-profile/${name}`,
  "aws:iam/role:Role": (name) => `role/${name}`,
  "aws:msk/configuration:Configuration": (name) => `configuration/${name}`,
  "aws:mskconnect/customPlugin:CustomPlugin": (name) => `custom-plugin/${name}`,
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": (name) => `cluster-pg:${name}`,
  "aws:rds/subnetGroup:SubnetGroup": (name) => `subgrp:${name}`,
  "aws:s3/bucket:Bucket": (name) => `arn:aws:s3:::${name}`,
};

/** A plan's stage as it stands in AWS: ARNs with the names that Pulumi would make. */
export class Here {
  readonly stage: Stage;
  private readonly names;

  constructor(readonly plan: Plan) {
    this.names = namesOf(plan);
    this.stage = {
      partition: "aws",
      region: this.names.region,
      account: this.names.account,
      project: plan.project,
      stage: plan.stack,
      tableNames: "kafka_",
      stateBucket: "acme-pulumi-state",
      stateKeyArn: this.names.otherKey,
    };
  }

  arn(service: string, resource: string): string {
    return this.names.arn(service, resource);
  }

  iam(resource: string): string {
    return this.names.arn("iam", resource, { region: "" });
  }

  /**
   * Returns a text of the plan with the names that Pulumi makes instead of the plan's stand-ins.
   */
  physical(text: string): string {
    return Object.entries(AUTO_NAMED).reduce(
      (result, [type, form]) =>
        all(this.plan.resources, type).reduce(
          (inner, { name }) =>
            inner.replace(new RegExp(`${form(name)}(?![\\w-])`, "g"), form(this.autoName(name))),
          result,
        ),
      text,
    );
  }

  /** ARN of a resource in AWS. */
  arnOf({ state }: PlannedResource): string {
    return this.physical(String(state["arn"]));
  }

  /** Name that Pulumi makes by the pattern in Pulumi.yaml. */
  private autoName(name: string): string {
    return `${this.plan.project}-${this.plan.stack}-${name}-0a1b2c3`;
  }

  /** ARN of the only resource of a type. */
  one(type: string): string {
    const [resource] = all(this.plan.resources, type);
    if (resource === undefined) throw new Error(`The plan has no ${type}`);
    return this.arnOf(resource);
  }

  /** Returns the ARNs of all resources of a type. */
  every(type: string): string[] {
    return all(this.plan.resources, type).map((resource) => this.arnOf(resource));
  }

  /** Returns the ARNs of the stage's buckets, or of the one with a name of its own. */
  buckets(name = ""): string[] {
    return this.every("aws:s3/bucket:Bucket").filter((arn) => arn.includes(`-${name}`));
  }

  /** Something of EC2 with an id that AWS makes up. */
  ec2(kind: string, id = `${kind}-0a1b2c3d4e5f`): string {
    return this.arn("ec2", `${kind}/${id}`);
  }

  /**
   * Returns the stage's own key, and on whose behalf a service uses it; none where AWS's keys
   * encrypt.
   */
  key(...services: readonly string[]): readonly (readonly [key: string, context: Context])[] {
    return all(this.plan.resources, "aws:kms/key:Key").flatMap((key) =>
      services.map(
        (service) => [this.arnOf(key), { ...owned(key), ...this.via(service) }] as const,
      ),
    );
  }

  private via(service: string): Context {
    return { "kms:ViaService": `${service}.${this.stage.region}.amazonaws.com` };
  }

  /** Returns an input that is text. */
  static text(resource: PlannedResource, ...path: readonly string[]): string {
    return String(at(resource.inputs, ...path));
  }
}
