import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { matches, validate } from "./parts/validate";
import type { Tags } from "./parts/tags";

export interface SchemaRegistryArgs {
  /** Name of the registry, 1 to 255 letters, digits, `-`, `_`, `$`, `#` and `.`. A new name is a new registry. */
  readonly registryName: string;
  /**
   * Whether Pulumi refuses to delete the registry, without whose schemas no record can be read.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Registry of the AWS Glue Schema Registry, in which connectors keep the schemas of their records.
 * It goes with all schemas that it has. Registry and schemas cost nothing, and are encrypted by a key
 * of AWS's: they take no other.
 *
 *     const schemas = new SchemaRegistry("schemas", { registryName: "orders-prod", tags });
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html
 */
export class SchemaRegistry extends pulumi.ComponentResource {
  readonly registryName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: SchemaRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:SchemaRegistry", name, args, opts);
    const { registryName, deletionProtection = false, tags } = args;
    validate("SchemaRegistry", [
      matches(
        "registryName",
        registryName,
        /^[\w$#.-]{1,255}$/,
        "1 to 255 letters, digits, -, _, $, # and .",
      ),
    ]);
    const registry = new glue.Registry(
      `${name}-registry`,
      { registryName, tags: { ...tags, Name: registryName } },
      { parent: this, protect: deletionProtection },
    );
    this.registryName = registry.registryName;
    this.arn = registry.arn;
    this.registerOutputs({ registryName: this.registryName, arn: this.arn });
  }
}
