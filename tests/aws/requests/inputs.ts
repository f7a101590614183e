import { createHash } from "node:crypto";
import type { PlannedResource } from "../../../plan/plan";

type Values = Readonly<Record<string, unknown>>;

/** Reads a resource's inputs and remembers which it was asked for, so that none is forgotten. */
export class Inputs {
  private readonly read = new Set<string>();
  private readonly parts: Inputs[] = [];

  /** `where` is what an error calls the values. */
  constructor(
    private readonly where: string,
    private readonly values: Values,
    private readonly resource: PlannedResource,
  ) {}

  /** Pulumi's name of the resource. */
  get name(): string {
    return this.resource.name;
  }

  static of(resource: PlannedResource): Inputs {
    return new Inputs(`${resource.type} ${resource.name}`, resource.inputs, resource);
  }

  /** Any value, undefined where it is not set. */
  value(key: string): unknown {
    this.read.add(key);
    return this.values[key];
  }

  /** Returns text that must be there. */
  text(key: string): string {
    const value = this.value(key);
    if (typeof value !== "string") throw new Error(`${this.where} has no text ${key}`);
    return value;
  }

  /** Tells whether a flag is set; one that is not there is not. */
  flag(key: string): boolean {
    return this.value(key) === true;
  }

  /** List of values, undefined where it is not set. */
  list(key: string): readonly unknown[] | undefined {
    const value = this.value(key);
    if (value !== undefined && !Array.isArray(value)) {
      throw new Error(`${this.where} has a ${key} that is no list`);
    }
    return value;
  }

  /** Returns the values within a value, whose every input must be read too. */
  part(key: string): Inputs | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : this.partOf(`${this.where}.${key}`, value);
  }

  /** Returns the parts of a list. */
  partList(key: string): readonly Inputs[] {
    return (this.list(key) ?? []).map((value, i) =>
      this.partOf(`${this.where}.${key}[${i}]`, value),
    );
  }

  /** Names inputs by which the provider steers itself and that no request at creation holds. */
  notSent(...keys: readonly string[]): void {
    for (const key of keys) this.read.add(key);
  }

  /** Tags as most services take them. */
  tags(key = "tags"): readonly { readonly Key: string; readonly Value: string }[] | undefined {
    const tags = this.tagMap(key);
    return tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  }

  /** Tags as the services with a JSON API take them. */
  tagMap(key = "tags"): Readonly<Record<string, string>> | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    return Object.fromEntries(Object.entries(asValues(value)).map(([k, v]) => [k, String(v)]));
  }

  /**
   * Returns the name that the resource will have: its own, or the one that Pulumi makes of the
   * resource's name and seven hexadecimal digits.
   *
   * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/names.go
   */
  physicalName(key = "name"): string {
    const given = this.value(key);
    if (typeof given === "string") return given;
    return `${this.resource.name}-${this.digits("").slice(0, 7)}`;
  }

  /** Id of something that the plan does not show, such as "sgr-" and 17 hexadecimal digits. */
  madeUp(prefix: string, what = ""): string {
    return `${prefix}-${this.digits(what).slice(0, 17)}`;
  }

  /** Returns what the plan made up in AWS's place, such as an ARN. */
  planned(key: string): string {
    const value = this.resource.state[key];
    if (typeof value !== "string") throw new Error(`The plan has no ${key} of ${this.where}`);
    return value;
  }

  /** Returns the ids that the plan made up. */
  plannedIds(key: string): readonly string[] {
    const value = this.resource.state[key];
    if (!Array.isArray(value)) throw new Error(`The plan has no list ${key} of ${this.where}`);
    return value.map((each: unknown) => {
      const id = typeof each === "string" ? each : asValues(each)["id"];
      if (typeof id !== "string") throw new Error(`The plan has no ids ${key} of ${this.where}`);
      return id;
    });
  }

  /** Returns the names of all inputs, also within parts, that nothing has asked for. */
  unread(): readonly string[] {
    return [
      ...Object.keys(this.values)
        .filter((key) => !this.read.has(key))
        .map((key) => `${this.where}.${key}`),
      ...this.parts.flatMap((part) => part.unread()),
    ];
  }

  private digits(what: string): string {
    return createHash("sha256").update(`${this.resource.urn}${what}`).digest("hex");
  }

  private partOf(where: string, value: unknown): Inputs {
    const part = new Inputs(where, asValues(value), this.resource);
    this.parts.push(part);
    return part;
  }
}

function asValues(value: unknown): Values {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`Expected an object, got ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(Object.entries(value));
}
