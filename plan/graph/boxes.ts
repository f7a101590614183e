/** What a drawing of a stage is made of, before anything has a place. */
export interface Model {
  /** Project and stage. */
  readonly title: string;
  readonly region: string;
  /** A box before those in it. */
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  /** What the stage has and no box shows. */
  readonly leftOut: readonly LeftOut[];
}

export type BoxKind =
  | "vpc"
  | "zone"
  | "subnet"
  | "nat"
  | "brokers"
  | "client"
  | "interface endpoints"
  | "gateway endpoint"
  | "database"
  | "instance"
  | "source"
  | "cluster"
  | "topic"
  | "dead letters"
  | "kept topic"
  | "sink"
  | "service"
  | "table"
  | "bucket"
  | "secret"
  | "key";

export interface Box {
  /** What no two boxes share. */
  readonly id: string;
  readonly kind: BoxKind;
  /** What it is, in AWS's words. */
  readonly label: string;
  readonly name: string;
  /** What is worth knowing of it, a line each. */
  readonly details: readonly string[];
  /** Box that it lies in; undefined for one that lies in none. */
  readonly within: string | undefined;
  /** URNs of the resources that it shows. */
  readonly shows: readonly string[];
}

/** `records` flow, `dead letters` are set aside, a `grant` is a right that a role has. */
export type EdgeKind = "records" | "dead letters" | "grant";

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** What the edge says, as a sentence without its full stop. */
  readonly about: string;
}

export interface LeftOut {
  /** What it is, for one of them. */
  readonly thing: string;
  readonly count: number;
}

/** Returns the id of a box. */
export function boxId(kind: BoxKind, name: string): string {
  return `${kind}:${name}`;
}

/** Returns the boxes of a kind, in the model's order. */
export function boxesOfKind({ boxes }: Model, kind: BoxKind): Box[] {
  return boxes.filter((box) => box.kind === kind);
}

/** Returns the boxes that lie in another. */
export function boxesIn({ boxes }: Model, { id }: Box): Box[] {
  return boxes.filter(({ within }) => within === id);
}
