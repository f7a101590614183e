import ts from "typescript";
import type { EnumSpec, ObjectSpec, PropertySpec, TypeSpec } from "../../../provider/schema";
import { description } from "./docstrings";
import { namedBy, nameOf, nameOfWords, spokenName } from "./names";

type Definition = EnumSpec | ObjectSpec;

/** What comes in parts; every other number is a whole one. */
const FRACTIONS: ReadonlySet<string> = new Set(["minAcu", "maxAcu"]);

/** Where a type stands, for what has no name of its own. */
interface Place {
  readonly path: string;
  /** What the words are called that it may be. */
  readonly words: string;
  readonly fraction: boolean;
}

/** TypeScript's types as a schema of Pulumi has them; objects and sets of words get a name each. */
export class SchemaTypes {
  readonly #definitions = new Map<string, Definition>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly module: string,
  ) {}

  /** Throws where one has the name of a component, whose own arguments SDKs call by it. */
  definitions(components: readonly string[]): Record<string, Definition> {
    const taken = components.find((name) => this.#definitions.has(`${this.module}:${name}`));
    if (taken !== undefined) throw new Error(`Both a component and a type are called ${taken}`);
    const sorted = [...this.#definitions].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted);
  }

  /** Returns properties by their names, without those that are resources. */
  members(owner: string, properties: readonly ts.Symbol[]): ObjectSpec {
    const kept = properties.filter((each) => !this.isResource(this.typeOf(each)));
    const entries = kept.map((each) => [each.name, this.property(owner, each)] as const);
    const required = kept.filter((each) => !this.isOptional(each)).map(({ name }) => name);
    return { type: "object", properties: Object.fromEntries(entries), required };
  }

  private property(owner: string, symbol: ts.Symbol): PropertySpec {
    const type = this.typeOf(symbol);
    const path = `${owner}${capitalized(symbol.name)}`;
    const words = nameOfWords(symbol, this.checker) ?? path;
    const spec = this.type(type, { path, words, fraction: FRACTIONS.has(symbol.name) });
    const constant = type.isStringLiteral() ? { const: type.value } : {};
    return { ...description(symbol, this.checker), ...spec, ...constant };
  }

  private typeOf(symbol: ts.Symbol): ts.Type {
    return this.checker.getNonNullableType(this.checker.getTypeOfSymbol(symbol));
  }

  private isOptional(symbol: ts.Symbol): boolean {
    const type = this.checker.getTypeOfSymbol(symbol);
    const parts = type.isUnion() ? type.types : [type];
    const undefinable = parts.some(({ flags }) => flags & ts.TypeFlags.Undefined);
    return undefinable || (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  }

  /** A resource is no value: the option dependsOn is for what a component depends on. */
  private isResource(type: ts.Type): boolean {
    const indexed = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const item = this.checker.isArrayType(type) ? this.itemOf(type) : (indexed ?? type);
    return item.getProperty("urn") !== undefined;
  }

  private type(type: ts.Type, place: Place): TypeSpec {
    const awaited = this.awaited(type);
    return awaited === undefined
      ? { ...this.value(type, place), plain: true }
      : this.value(awaited, place);
  }

  /** What an Input or an Output is of. */
  private awaited(type: ts.Type): ts.Type | undefined {
    const parts = type.isUnionOrIntersection() ? type.types : [type];
    const holder = parts.find((each) =>
      ["Promise", "OutputInstance"].includes(each.getSymbol()?.name ?? ""),
    );
    return holder && this.argumentsOf(holder)[0];
  }

  private value(type: ts.Type, place: Place): TypeSpec {
    if (type.flags & ts.TypeFlags.StringLike && !type.isUnion()) return { type: "string" };
    if (type.flags & ts.TypeFlags.NumberLike)
      return { type: place.fraction ? "number" : "integer" };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (this.checker.isArrayType(type)) {
      return { type: "array", items: this.type(this.itemOf(type), place) };
    }
    const indexed = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (indexed !== undefined) {
      return { type: "object", additionalProperties: this.type(indexed, place) };
    }
    if (type.isUnion()) return this.union(type, place);
    if (type.flags & ts.TypeFlags.Object) return this.object(type, place);
    throw new Error(`${place.path} is ${this.checker.typeToString(type)}, which no schema can say`);
  }

  private itemOf(type: ts.Type): ts.Type {
    const [item] = this.argumentsOf(type);
    if (item === undefined)
      throw new Error(`${this.checker.typeToString(type)} is a list of nothing`);
    return item;
  }

  private argumentsOf(type: ts.Type): readonly ts.Type[] {
    return this.checker.getTypeArguments(type as ts.TypeReference);
  }

  private union({ types }: ts.UnionType, place: Place): TypeSpec {
    const words = types.filter((each) => each.isStringLiteral());
    // TypeScript has them in the order in which it met them, which another file may change.
    const others = types.filter((each) => !each.isStringLiteral()).toSorted(byName);
    const enumeration = words.length === 0 ? [] : [this.enumeration(words, place)];
    if (others.length === 0 && enumeration[0] !== undefined) return enumeration[0];
    const oneOf = [...enumeration, ...others.map((each) => this.value(each, place))];
    return { oneOf, ...this.discriminator(others) };
  }

  private discriminator(types: readonly ts.Type[]): Pick<TypeSpec, "discriminator"> {
    const kinds = types.flatMap((type) => {
      const kind = type.getProperty("kind");
      const literal = kind && this.checker.getTypeOfSymbol(kind);
      if (literal === undefined || !literal.isStringLiteral()) return [];
      return [[literal.value, this.reference(nameOf(type, ""))] as const];
    });
    if (kinds.length < 2) return {};
    return { discriminator: { propertyName: "kind", mapping: Object.fromEntries(kinds) } };
  }

  private enumeration(literals: readonly ts.StringLiteralType[], { words }: Place): TypeSpec {
    const values = literals.map(({ value }) => value).toSorted();
    const named = values.map((value) => ({ value, ...spokenName(value) }));
    return this.define(words, { type: "string", enum: named });
  }

  private object(type: ts.Type, { path }: Place): TypeSpec {
    const name = nameOf(type, path);
    const symbol = namedBy(type);
    const said = symbol === undefined ? {} : description(symbol, this.checker);
    return this.define(name, { ...said, ...this.members(name, type.getProperties()) });
  }

  private define(name: string, definition: Definition): TypeSpec {
    const token = `${this.module}:${name}`;
    const known = this.#definitions.get(token);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`Two types that provider/ needs are called ${name}`);
    }
    this.#definitions.set(token, definition);
    return { $ref: this.reference(name) };
  }

  private reference(name: string): string {
    return `#/types/${this.module}:${name}`;
  }
}

function byName(a: ts.Type, b: ts.Type): number {
  return nameOf(a, "") < nameOf(b, "") ? -1 : 1;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
