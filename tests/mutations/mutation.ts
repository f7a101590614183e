import ts from "typescript";
import { locate, type Located, type Place } from "./locate";

/** One guard that is taken away from the program. */
export interface Mutation extends Place {
  /** What the program then does wrong, in kebab case. */
  readonly name: string;
  /** Code in its stead: of what is named only the value. @default - it is left out of its list or block */
  readonly to?: string;
  /** Test files of which at least one test must fail. */
  readonly tests: readonly string[];
}

/** Mutations that the same tests guard. */
export interface Guarded {
  readonly tests: readonly string[];
  readonly mutations: readonly Omit<Mutation, "tests">[];
}

/** Compares whole plans, so that it would find every change, meant or not: it counts for nothing here. */
export const GOLDEN_TEST = "tests/unit/stages/expected.test.ts";

export function unit(...names: readonly string[]): string[] {
  return names.map((name) => `tests/unit/${name}.test.ts`);
}

export function repository(...names: readonly string[]): string[] {
  return names.map((name) => `tests/repository/${name}.test.ts`);
}

export function policy(...names: readonly string[]): string[] {
  return names.map((name) => `tests/policy/${name}.test.ts`);
}

export function engine(...names: readonly string[]): string[] {
  return names.map((name) => `tests/engine/${name}.test.ts`);
}

export function flattened(guarded: readonly Guarded[]): Mutation[] {
  return guarded.flatMap(({ mutations, tests }) =>
    mutations.map((mutation) => ({ ...mutation, tests })),
  );
}

/** A source file without a guard. */
export interface Mutated {
  /** The file, from the project's folder. */
  readonly file: string;
  readonly text: string;
}

/** Takes a guard away from the source that has it; undefined where the guard is not in one place. */
export function mutated({ to, ...place }: Omit<Mutation, "name" | "tests">): Mutated | undefined {
  const located = locate(place);
  if (located === undefined) return undefined;
  const changed = to === undefined ? leftOut(located) : replaced(located, to, place.code);
  return changed === undefined ? undefined : { file: located.file, text: changed };
}

/** With the comma that follows: one before it may stay, as it would after the last of a list. */
function leftOut({ source: { text }, node }: Located): string {
  const after = text.slice(node.getEnd()).replace(/^\s*,/, "");
  return text.slice(0, node.getStart()) + after;
}

function replaced(located: Located, to: string, code: string | undefined): string | undefined {
  const { source, node } = located;
  if (code !== undefined) return spliced(source.text, node, to);
  if (ts.isShorthandPropertyAssignment(node)) {
    return spliced(source.text, node, `${node.name.text}: ${to}`);
  }
  const value = valueOf(node);
  return value && spliced(source.text, value, to);
}

function valueOf(node: ts.Node): ts.Expression | undefined {
  return ts.isPropertyAssignment(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node)
    ? node.initializer
    : undefined;
}

function spliced(text: string, node: ts.Node, code: string): string {
  return text.slice(0, node.getStart()) + code + text.slice(node.getEnd());
}
