/** One guard that is taken away from the program. */
export interface Mutation {
  /** What the program then does wrong, in kebab case. */
  readonly name: string;
  /** The source file, from the project's folder. */
  readonly file: string;
  /** What stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Test files of which at least one test must fail. */
  readonly tests: readonly string[];
}

/** Mutations of a file that the same tests guard. */
export interface Guarded {
  readonly file: string;
  readonly tests: readonly string[];
  readonly mutations: readonly Pick<Mutation, "name" | "from" | "to">[];
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

export function flattened(guarded: readonly Guarded[]): Mutation[] {
  return guarded.flatMap(({ mutations, file, tests }) =>
    mutations.map((mutation) => ({ ...mutation, file, tests })),
  );
}

/** The text without the guard, or undefined where the guard is not there exactly once. */
export function mutated(
  text: string,
  { from, to }: Pick<Mutation, "from" | "to">,
): string | undefined {
  const [before, after, ...more] = text.split(from);
  return before === undefined || after === undefined || more.length > 0
    ? undefined
    : `${before}${to}${after}`;
}
