import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import {
  outputSchemas,
  outputType,
  type OutputName,
  type Outputs,
  type Role,
  type RoleOutputName,
} from "./schema";

/** A stage's outputs. One is checked when it is asked for, so that a program needs what it uses. */
export type PipelineOutputs = {
  readonly [Name in OutputName]: pulumi.Output<Outputs[Name]>;
};

/**
 * Returns the outputs of a stage that another program deployed, with their types.
 *
 *     const stage = new pulumi.StackReference("acme/msk-pipeline/prod");
 *     const { clusterArn, topics } = pipelineOutputs(stage);
 */
export function pipelineOutputs(reference: pulumi.StackReference): PipelineOutputs {
  const names = Object.keys(outputSchemas) as OutputName[];
  const getters = names.map((name) => {
    return [name, { enumerable: true, get: () => outputOf(reference, name) }] as const;
  });
  return Object.defineProperties({} as PipelineOutputs, Object.fromEntries(getters));
}

/**
 * Returns what an output has for a role, which the stage must then have.
 *
 *     outputOfRole(stage, "topicReaderPolicies", "orders")
 */
export function outputOfRole<Name extends RoleOutputName>(
  reference: pulumi.StackReference,
  name: Name,
  role: Role<Name>,
): pulumi.Output<string> {
  return pulumi.all([reference.name, outputOf(reference, name)]).apply(([stack, byRole]) => {
    const roles = new Map(Object.entries(byRole));
    const value = roles.get(role);
    if (value !== undefined) return value;
    throw new pulumi.RunError(
      `Output ${name} of stack ${stack} must have ${role}, got ${[...roles.keys()].join(", ") || "none"}: ` +
        "the settings of that stack decide what it has",
    );
  });
}

function outputOf<Name extends OutputName>(
  reference: pulumi.StackReference,
  name: Name,
): pulumi.Output<Outputs[Name]> {
  const schema: z.ZodType<Outputs[Name]> = outputSchemas[name];
  const value = reference.getOutput(name);
  return pulumi.all([reference.name, value]).apply(([stack, given]) => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    throw new pulumi.RunError(
      `Output ${name} of stack ${stack} must be ${outputType(name)}, got ${got(given)}: ` +
        "deploy that stack with a release of msk-pipeline that has it, or name another stack",
    );
  });
}

function got(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
