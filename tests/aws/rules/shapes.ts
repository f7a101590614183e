import { toRegExp } from "./pattern";
import type { ServiceModel, Shape } from "./serviceModel";

export interface ShapeFault {
  readonly member: string;
  readonly value: unknown;
  readonly problem: string;
}

/** Where the checks look shapes up by name. */
export type Shapes = Pick<ServiceModel, "shape">;

type Values = Readonly<Record<string, unknown>>;

/** Returns what a shape has against a value; `member` is the path to it. */
export function shapeFaults(
  shapes: Shapes,
  shape: Shape,
  value: unknown,
  member = "",
): readonly ShapeFault[] {
  const refuse = (problem: string): readonly ShapeFault[] => [{ member, value, problem }];
  switch (shape.type) {
    case "structure":
      return isValues(value)
        ? structureFaults(shapes, shape, value, member)
        : refuse("is no structure");
    case "map":
      return isValues(value) ? mapFaults(shapes, shape, value, member) : refuse("is no map");
    case "list":
      return Array.isArray(value) ? listFaults(shapes, shape, value, member) : refuse("is no list");
    case "string":
      return typeof value === "string"
        ? stringProblems(shape, value).flatMap(refuse)
        : refuse("is no string");
    case "blob":
      return typeof value === "string" || value instanceof Uint8Array
        ? sizeProblems(shape, Buffer.from(value).length, "bytes").flatMap(refuse)
        : refuse("is no binary data");
    case "boolean":
      return typeof value === "boolean" ? [] : refuse("is no boolean");
    case "integer":
    case "long":
      return Number.isInteger(value) ? rangeFaults(shape, value, refuse) : refuse("is no integer");
    case "float":
    case "double":
      return typeof value === "number" ? rangeFaults(shape, value, refuse) : refuse("is no number");
    default:
      throw new Error(`${member} is a ${shape.type}, which shapeFaults does not know`);
  }
}

function structureFaults(
  shapes: Shapes,
  shape: Shape,
  values: Values,
  member: string,
): readonly ShapeFault[] {
  const missing = shape.required
    .filter((name) => values[name] === undefined && !shape.members[name]?.idempotencyToken)
    .map((name) => ({ member: at(member, name), value: undefined, problem: "is required" }));
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  const alternatives =
    shape.union && set.length !== 1
      ? [{ member, value: values, problem: `holds ${set.length} of a union's members, not one` }]
      : [];
  const present = set.flatMap(([name, value]) => {
    const inner = shape.members[name];
    return inner === undefined
      ? [{ member: at(member, name), value, problem: "is no member of the operation's input" }]
      : shapeFaults(shapes, shapes.shape(inner.shape), value, at(member, name));
  });
  return [...missing, ...alternatives, ...present];
}

function listFaults(
  shapes: Shapes,
  shape: Shape,
  list: readonly unknown[],
  member: string,
): readonly ShapeFault[] {
  const inner = innerShape(shapes, shape.member, member);
  return [
    ...sizeProblems(shape, list.length, "entries").map((problem) => ({
      member,
      value: list,
      problem,
    })),
    ...list.flatMap((value, i) => shapeFaults(shapes, inner, value, `${member}[${i}]`)),
  ];
}

function mapFaults(
  shapes: Shapes,
  shape: Shape,
  map: Values,
  member: string,
): readonly ShapeFault[] {
  const key = innerShape(shapes, shape.key, member);
  const inner = innerShape(shapes, shape.value, member);
  const entries = Object.entries(map);
  return [
    ...sizeProblems(shape, entries.length, "entries").map((problem) => ({
      member,
      value: map,
      problem,
    })),
    ...entries.flatMap(([name, value]) => [
      ...shapeFaults(shapes, key, name, `${at(member, name)} (key)`),
      ...shapeFaults(shapes, inner, value, at(member, name)),
    ]),
  ];
}

function innerShape(shapes: Shapes, inner: Shape["member"], member: string): Shape {
  if (inner === undefined) throw new Error(`The shape of ${member} does not say what it holds`);
  return shapes.shape(inner.shape);
}

/** AWS counts characters, and one outside of the basic plane is one, not two. */
function stringProblems(shape: Shape, text: string): readonly string[] {
  const unknown =
    shape.enum && !shape.enum.includes(text) ? [`is none of ${someOf(shape.enum)}`] : [];
  const unlike =
    shape.pattern !== undefined && !toRegExp(shape.pattern).test(text)
      ? [`does not match ${shape.pattern}`]
      : [];
  return [...sizeProblems(shape, Array.from(text).length, "characters"), ...unknown, ...unlike];
}

function sizeProblems({ min, max }: Shape, size: number, unit: string): readonly string[] {
  return [
    ...(min !== undefined && size < min ? [`has ${size} ${unit}, fewer than ${min}`] : []),
    ...(max !== undefined && size > max ? [`has ${size} ${unit}, more than ${max}`] : []),
  ];
}

function rangeFaults(
  { min, max }: Shape,
  value: unknown,
  refuse: (problem: string) => readonly ShapeFault[],
): readonly ShapeFault[] {
  return [
    ...(min !== undefined && Number(value) < min ? refuse(`is less than ${min}`) : []),
    ...(max !== undefined && Number(value) > max ? refuse(`is more than ${max}`) : []),
  ];
}

const SHOWN_NAMES = 8;

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  return names.length > SHOWN_NAMES ? `${shown} and ${names.length - SHOWN_NAMES} more` : shown;
}

function at(member: string, name: string): string {
  return member === "" ? name : `${member}.${name}`;
}

function isValues(value: unknown): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  );
}
