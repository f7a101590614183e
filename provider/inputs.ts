/** Checks what a program in another language gives: its compiler, where it has one, knows less. */
import * as pulumi from "@pulumi/pulumi";
import { packageSchema, referred, type ObjectSpec, type TypeSpec } from "./schema";

const MUST_BE_KNOWN = "must be known when the program runs: a plain value, no output of a resource";
const WRITE_IT_HERE =
  ". An object may have outputs in its fields where it is written here, not in a variable";

interface Fault {
  readonly propertyPath: string;
  readonly reason: string;
}

/** Throws one error that names every input at fault. */
export function checkInputs(
  subject: string,
  spec: Pick<ObjectSpec, "properties" | "required">,
  inputs: unknown,
): void {
  const errors = faultsOfObject(spec, inputs, "");
  if (errors.length === 0) return;
  const list = errors.map(({ propertyPath, reason }) => `${propertyPath} ${reason}`).join("; ");
  throw new pulumi.InputPropertiesError({ message: `${subject}: ${list}`, errors });
}

/** Where an output is allowed, what it will be is Pulumi's and AWS's to check. */
function faultsOf(spec: TypeSpec, value: unknown, path: string): Fault[] {
  if (pulumi.Output.isInstance(value)) {
    if (spec.plain !== true) return [];
    return fault(path, `${MUST_BE_KNOWN}${isObjectType(spec) ? WRITE_IT_HERE : ""}`);
  }
  if (spec.oneOf !== undefined) return faultsOfOne(spec, value, path);
  if (spec.$ref !== undefined) return faultsOfNamed(spec.$ref, value, path);
  if (spec.items !== undefined) return faultsOfList(spec.items, value, path);
  if (spec.additionalProperties !== undefined) {
    return faultsOfMap(spec.additionalProperties, value, path);
  }
  return spec.type === undefined ? [] : faultsOfPrimitive(spec, value, path);
}

function faultsOfPrimitive(
  { type, const: constant }: TypeSpec,
  value: unknown,
  path: string,
): Fault[] {
  if (constant !== undefined) return value === constant ? [] : mustBe(path, `"${constant}"`, value);
  if (type === "integer") {
    return Number.isInteger(value) ? [] : mustBe(path, "a whole number", value);
  }
  return typeof value === type ? [] : mustBe(path, `a ${type ?? ""}`, value);
}

function faultsOfNamed($ref: string, value: unknown, path: string): Fault[] {
  const type = referred(packageSchema, $ref);
  if (type.type === "object") return faultsOfObject(type, value, path);
  const values = type.enum.map((each) => each.value);
  const isOne = typeof value === "string" && values.includes(value);
  return isOne ? [] : mustBe(path, `one of ${values.join(", ")}`, value);
}

function faultsOfObject(
  { properties, required }: Pick<ObjectSpec, "properties" | "required">,
  value: unknown,
  path: string,
): Fault[] {
  if (!isObject(value)) return mustBe(path, `an object with ${required.join(", ")}`, value);
  const known = Object.keys(properties);
  const given = Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
  const unknown = given.filter(([key]) => !known.includes(key)).map(([key]) => key);
  const missing = required.filter((key) => !given.some(([each]) => each === key));
  return [
    ...unknown.flatMap((key) =>
      fault(within(path, key), `is unknown here: there are ${known.join(", ")}`),
    ),
    ...missing.flatMap((key) => fault(within(path, key), "must be set")),
    ...given.flatMap(([key, each]) => faultsOf(properties[key] ?? {}, each, within(path, key))),
  ];
}

function faultsOfList(items: TypeSpec, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return mustBe(path, "a list", value);
  return value.flatMap((each: unknown, index) => faultsOf(items, each, `${path}[${index}]`));
}

function faultsOfMap(items: TypeSpec, value: unknown, path: string): Fault[] {
  if (!isObject(value)) return mustBe(path, "an object", value);
  return Object.entries(value).flatMap(([key, each]) => faultsOf(items, each, `${path}["${key}"]`));
}

/** Text, or an object; where several objects could be, the discriminator says which. */
function faultsOfOne(
  { oneOf = [], discriminator }: TypeSpec,
  value: unknown,
  path: string,
): Fault[] {
  const text = oneOf.find(isText);
  if (text !== undefined && !isObject(value)) return faultsOf(text, value, path);
  if (discriminator === undefined) {
    const object = oneOf.find((each) => !isText(each)) ?? {};
    return faultsOf(object, value, path);
  }
  const { propertyName, mapping } = discriminator;
  const kind = isObject(value) ? value[propertyName] : undefined;
  const $ref = typeof kind === "string" ? mapping[kind] : undefined;
  if ($ref !== undefined) return faultsOfNamed($ref, value, path);
  return mustBe(within(path, propertyName), `one of ${Object.keys(mapping).join(", ")}`, kind);
}

function isObjectType(spec: TypeSpec): boolean {
  const { oneOf } = spec;
  return oneOf === undefined ? jsonTypeOf(spec) === "object" : oneOf.some(isObjectType);
}

function isText(spec: TypeSpec): boolean {
  return jsonTypeOf(spec) === "string";
}

function jsonTypeOf({ $ref, type }: TypeSpec): TypeSpec["type"] {
  return $ref === undefined ? type : referred(packageSchema, $ref).type;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function within(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function mustBe(path: string, allowed: string, value: unknown): Fault[] {
  return fault(
    path,
    `must be ${allowed}, got ${value === undefined ? "nothing" : JSON.stringify(value)}`,
  );
}

function fault(propertyPath: string, reason: string): Fault[] {
  return [{ propertyPath, reason }];
}
