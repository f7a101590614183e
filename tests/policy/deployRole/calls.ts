import { z } from "zod";
import type { PlannedResource } from "../../../plan/plan";
import type { Row } from "../iam/decisions";
import type { Context } from "../iam/simulate";
import type { Here } from "./here";

/** Calls to AWS by what the engine does with a resource. */
export interface Calls {
  readonly create: readonly Row[];
  readonly read: readonly Row[];
  readonly update: readonly Row[];
  readonly delete: readonly Row[];
}

export const OPERATIONS = ["create", "read", "update", "delete"] as const;

/** What the provider calls for resources of a type, and where that is published. */
export interface TypeCalls {
  readonly sources: readonly string[];
  readonly calls: (resource: PlannedResource, here: Here) => Calls;
}

/**
 * What AWS itself needs to create, read, update and delete the type: the handlers' permissions in
 * its CloudFormation schema, which Pulumi's native provider keeps a copy of.
 */
export function schema(name: string): string {
  return `https://github.com/pulumi/pulumi-aws-native/blob/master/aws-cloudformation-schema/aws-${name}.json`;
}

/** The resource's functions in the provider that the program deploys with. */
export function provider(file: string): string {
  return `https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/${file}`;
}

const tagged = z.object({ tags: z.record(z.string(), z.string()).default({}) });

/** Tags that the program gives a resource; what it does not tag has none. */
export function tagsOf({ inputs }: PlannedResource): Readonly<Record<string, string>> {
  return tagged.parse(inputs).tags;
}

/** That the resource exists, with the tags that the program gave it. */
export function owned(resource: PlannedResource): Context {
  return context("aws:ResourceTag", resource);
}

/** That the request gives the resource its tags. */
export function made(resource: PlannedResource): Context {
  return context("aws:RequestTag", resource);
}

function context(key: string, resource: PlannedResource): Context {
  const { Project, Stage } = tagsOf(resource);
  return {
    ...(Project === undefined ? {} : { [`${key}/Project`]: Project }),
    ...(Stage === undefined ? {} : { [`${key}/Stage`]: Stage }),
  };
}
