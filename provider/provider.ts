import type * as pulumi from "@pulumi/pulumi";
import * as offered from ".";
import { named } from "./functions";
import { checkInputs } from "./inputs";
import { packageSchema, schemaJson } from "./schema";

type Component = new (
  name: string,
  args: never,
  options: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

const components: Readonly<Record<string, Component>> = offered;

/** Makes components, and answers functions, for programs in any language. */
export class ComponentProvider implements pulumi.provider.Provider {
  readonly version = packageSchema.version;
  readonly schema = schemaJson;

  /** Throws InputPropertiesError where the inputs are not as the schema says. */
  construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const spec = packageSchema.resources[type];
    const component = components[lastPart(type)];
    if (spec === undefined || component === undefined) {
      throw new Error(`${packageSchema.name} ${this.version} has no component ${type}`);
    }
    const { inputProperties: properties, requiredInputs: required } = spec;
    checkInputs(`${lastPart(type)} ${name}`, { properties, required }, inputs);
    const made = new component(name, inputs as never, options);
    const state = Object.keys(spec.properties).map((key) => [key, Reflect.get(made, key)] as const);
    return Promise.resolve({ urn: made.urn, state: Object.fromEntries(state) });
  }

  invoke(token: string, inputs: unknown): Promise<pulumi.provider.InvokeResult> {
    const spec = packageSchema.functions[token];
    if (spec === undefined || lastPart(token) !== "named") {
      throw new Error(`${packageSchema.name} ${this.version} has no function ${token}`);
    }
    checkInputs(lastPart(token), spec.inputs, inputs);
    const { stage, name } = inputs as { readonly stage: string; readonly name: string };
    return Promise.resolve({ outputs: named(stage, name) });
  }
}

function lastPart(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
