import type { Schema } from "./schema";

type Values = Readonly<Record<string, unknown>>;

/**
 * Names the members of a request as CloudFormation names its properties, which differ in their case
 * only: the API's `EbsStorageInfo` and `connectorName` are `EBSStorageInfo` and `ConnectorName`.
 * Throws for a member that has no property, so that nothing goes unchecked without being named.
 */
export function namedAsProperties(root: Schema, members: Values, type: string): Values {
  return namedValues(root, root, members, type);
}

function namedValues(root: Schema, schema: Schema, members: Values, where: string): Values {
  const { properties } = schema;
  // A map, such as a connector's configuration, has keys of its own.
  if (properties === undefined) return members;
  const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => {
      const name = names.get(member.toLowerCase());
      const property = name === undefined ? undefined : properties[name];
      if (name === undefined || property === undefined) {
        throw new Error(`${where} has no property ${member}: say so in correspondences.ts`);
      }
      return [name, named(root, property, value, `${where}.${name}`)];
    }),
  );
}

function named(root: Schema, schema: Schema, value: unknown, where: string): unknown {
  const { items, ...own } = resolved(root, schema);
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return items ? list.map((entry) => named(root, items, entry, `${where}[]`)) : list;
  }
  return isValues(value) ? namedValues(root, own, value, where) : value;
}

function resolved(root: Schema, schema: Schema): Schema {
  const [, name] = /^#\/definitions\/(\w+)$/.exec(schema.$ref ?? "") ?? [];
  const definition = name === undefined ? undefined : root.definitions?.[name];
  return definition ? resolved(root, definition) : schema;
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}
