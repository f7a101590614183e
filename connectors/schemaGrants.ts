import { output, type Input } from "@pulumi/pulumi";
import type { Grant } from "../support/iamPolicies";

/**
 * Allows reading a schema by its version's id, which is all that a record says of it. AWS documents
 * the right for all resources only. A source asks too, whether a new version is compatible.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html
 */
export const readSchemas = {
  sid: "ReadSchemas",
  actions: ["glue:GetSchemaVersion"],
  resources: ["*"],
} as const satisfies Grant;

/**
 * Allows registering the schemas of topics, each under its topic's name, in a registry.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html
 */
export function registerSchemas(registryArn: Input<string>, topics: readonly string[]): Grant {
  return {
    sid: "RegisterSchemas",
    actions: [
      "glue:CreateSchema",
      "glue:GetSchemaByDefinition",
      "glue:PutSchemaVersionMetadata",
      "glue:RegisterSchemaVersion",
    ],
    resources: [registryArn, ...topics.map((topic) => schemaArn(registryArn, topic))],
  };
}

function schemaArn(registryArn: Input<string>, schema: string): Input<string> {
  return output(registryArn).apply((arn) => `${arn.replace(":registry/", ":schema/")}/${schema}`);
}
