import { isDeepStrictEqual } from "node:util";
import { resourceType } from "./resourceTypes";
import { isSame, type CloudResource, type CloudStore, type Faults, type Operation } from "./store";

export type Inputs = Readonly<Record<string, unknown>>;

/** A resource of a program, as the provider is asked about it. */
export interface Subject {
  readonly type: string;
  /** Logical name in the program. */
  readonly resource: string;
}

/** How others refer to a resource, besides by its name. */
export interface Identity {
  readonly id: string;
  readonly arn: string | undefined;
  /** The name that the id was made of. */
  readonly made: string;
}

/** AWS made the resource, but it did not get ready; the provider keeps it with this error. */
export class UnreadyError extends Error {}

/** AWS as far as it matters for a plan: what it refuses, and what is there. */
export class Cloud {
  constructor(private readonly store: CloudStore) {}

  create(subject: Subject, identity: Identity, inputs: Inputs): void {
    const { required, named, failsForGood = false } = resourceType(subject.type);
    const missing = required.filter((key) => inputs[key] === undefined);
    if (missing.length > 0) throw new Error(`${subject.type} lacks ${missing.join(", ")}`);
    const name = named === undefined ? undefined : String(inputs[named]);
    this.perform("create", subject, (resources, unready) => {
      const made = { ...subject, ...identity, name, inputs, failed: unready && failsForGood };
      assertNew(made, resources);
      assertUsable(made, resources);
      return [...resources, made];
    });
  }

  read(type: string, id: string): CloudResource | undefined {
    return this.store.read().resources.find((each) => each.type === type && each.id === id);
  }

  /** The logical name, or that with a number where it is taken, as by what shall be replaced. */
  freeName(type: string, resource: string): string {
    const taken = this.store.read().resources.filter((each) => each.type === type);
    const names = new Set(taken.flatMap(({ name, made }) => [name, made]));
    const free = (number: number): string => (number === 1 ? resource : `${resource}-${number}`);
    let number = 1;
    while (names.has(free(number))) number += 1;
    return free(number);
  }

  update(subject: Subject, id: string, inputs: Inputs): void {
    this.perform("update", subject, (resources) =>
      resources.map((each) =>
        each.type === subject.type && each.id === id ? { ...each, inputs } : each,
      ),
    );
  }

  delete(subject: Subject, id: string): void {
    this.perform("delete", subject, (resources) => {
      const found = resources.find((each) => each.type === subject.type && each.id === id);
      if (found === undefined) return resources;
      assertFree(found, resources);
      return resources.filter((each) => each !== found);
    });
  }

  /**
   * Does an operation and writes it down. Throws where it is refused, by a fault or by a rule, or
   * does not get ready.
   */
  perform(
    kind: Operation["kind"],
    subject: Subject,
    change: (resources: readonly CloudResource[], unready: boolean) => readonly CloudResource[],
  ): void {
    const operation = { kind, ...subject };
    const as = this.fails(operation);
    const what = `${kind} ${subject.resource}`;
    if (as === "refused") throw new Error(`AWS refuses to ${what}, once`);
    const { resources, operations } = this.store.read();
    this.store.update({
      resources: this.byTheRules(() => change(resources, as === "unready")),
      operations: [...operations, operation],
    });
    if (as === "unready") throw new UnreadyError(`AWS takes too long to ${what}, once`);
  }

  /** How an operation goes wrong, which it does once. */
  private fails(operation: Operation): Faults["as"] | undefined {
    const { faults, failures } = this.store.read();
    if (faults?.of(operation) !== true) return undefined;
    if (failures.some((each) => isSame(each, operation))) return undefined;
    this.store.update({ failures: [...failures, operation] });
    return faults.as;
  }

  private byTheRules<T>(change: () => T): T {
    try {
      return change();
    } catch (error) {
      const { refusals } = this.store.read();
      this.store.update({ refusals: [...refusals, String(error)] });
      throw error;
    }
  }
}

function assertNew({ type, id, name }: CloudResource, all: readonly CloudResource[]): void {
  const taken = all.some(
    (each) => each.type === type && (each.id === id || (name !== undefined && each.name === name)),
  );
  if (taken) throw new Error(`${type} ${name ?? id} already exists`);
}

/** Refuses a resource that would stand on one that failed. */
function assertUsable({ type, inputs }: CloudResource, all: readonly CloudResource[]): void {
  const broken = all.find((each) => each.failed && refersTo(inputs, each));
  if (broken !== undefined)
    throw new Error(`${type} cannot use ${broken.type} ${broken.id}: it failed`);
}

/** Refuses to delete what protects itself, or what others still use. */
function assertFree(resource: CloudResource, all: readonly CloudResource[]): void {
  const { protectedBy, heldBy = [] } = resourceType(resource.type);
  if (protectedBy !== undefined && resource.inputs[protectedBy] === true) {
    throw new Error(`${resource.type} ${resource.id} is protected by ${protectedBy}`);
  }
  const emptied = resource.inputs["forceDestroy"] === true;
  const holder = all.find(
    (each) => !emptied && heldBy.includes(each.type) && refersTo(each.inputs, resource),
  );
  if (holder === undefined) return;
  throw new Error(`${resource.type} ${resource.id} is used by ${holder.type} ${holder.id}`);
}

/** Whether a value holds what a resource is referred to by. */
function refersTo(value: unknown, resource: CloudResource): boolean {
  if (typeof value === "string") return [resource.id, resource.arn, resource.name].includes(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((inner) => refersTo(inner, resource));
}

/** Inputs whose values differ, those that only one side has included. */
export function changedInputs(olds: Inputs, news: Inputs): string[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((key) => !isDeepStrictEqual(olds[key], news[key]))
    .sort();
}

/** The changed inputs, or parts of them, that make a replacement. */
export function replacingInputs(type: string, olds: Inputs, news: Inputs): string[] {
  return resourceType(type).replaces.filter(
    (path) => !isDeepStrictEqual(valueAt(olds, path), valueAt(news, path)),
  );
}

function valueAt(inputs: Inputs, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null && key in value
      ? (value as Inputs)[key]
      : undefined;
  }, inputs);
}
