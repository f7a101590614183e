/** A package's schema, as far as this project's needs it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @see https://www.pulumi.com/docs/iac/extending-pulumi/schema/ */
export interface TypeSpec {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly $ref?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly oneOf?: readonly TypeSpec[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping: Readonly<Record<string, string>>;
  };
  /** Whether it must be known when the program runs: no output of a resource. */
  readonly plain?: boolean;
  readonly const?: string;
}

export interface PropertySpec extends TypeSpec {
  readonly description?: string;
}

export interface ObjectSpec {
  readonly type: "object";
  readonly description?: string;
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

export interface EnumSpec {
  readonly type: "string";
  readonly enum: readonly { readonly value: string; readonly name?: string }[];
}

export interface ResourceSpec extends Omit<ObjectSpec, "type"> {
  readonly isComponent: true;
  readonly inputProperties: ObjectSpec["properties"];
  readonly requiredInputs: readonly string[];
}

export interface FunctionSpec {
  readonly description?: string;
  readonly inputs: ObjectSpec;
  readonly outputs: ObjectSpec;
}

export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly types: Readonly<Record<string, EnumSpec | ObjectSpec>>;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly functions: Readonly<Record<string, FunctionSpec>>;
}

/** The schema of this package, as JSON; npm run docs writes it. */
export const schemaJson = readFileSync(join(__dirname, "schema.json"), "utf8");

/** The same, read. */
export const packageSchema = JSON.parse(schemaJson) as PackageSpec;

/** Returns the type that a reference is to. */
export function referred({ types }: PackageSpec, $ref: string): EnumSpec | ObjectSpec {
  const type = types[$ref.replace("#/types/", "")];
  if (type === undefined) throw new Error(`The package's schema has no ${$ref}`);
  return type;
}
