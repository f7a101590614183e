/**
 * `npm run mutations [-- name ...]`: takes away one guard of the program at a time, in a copy, and
 * has the tests find it. A name may be a part of one.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { mutations } from "./list";
import type { Mutation } from "./mutation";
import { WorkingCopy, type Outcome } from "./runner";

async function main(names: readonly string[]): Promise<void> {
  const chosen = mutations.filter(
    (mutation) => names.length === 0 || names.some((name) => mutation.name.includes(name)),
  );
  if (chosen.length === 0) throw new Error(`No mutation is named ${names.join(" or ")}.`);
  const folder = temporaryFolder();
  const copies = await Promise.all(
    Array.from({ length: Math.min(2, availableParallelism()) }, (_, i) =>
      WorkingCopy.make(join(folder, `copy-${i}`)),
    ),
  );
  await assertSound(copies, chosen);
  const outcomes = await tryAll(copies, chosen);
  const caught = outcomes.filter(({ verdict }) => verdict === "caught").length;
  const others = (["survived", "stale", "broken"] as const).map((kind) => {
    const found = outcomes.filter(({ verdict }) => verdict === kind);
    return kind === "survived" || found.length > 0 ? `, ${found.length} ${kind}` : "";
  });
  console.log(`\n${caught} caught${others.join("")}`);
  process.exitCode = caught === outcomes.length ? 0 : 1;
}

/** Gone when the process ends, by Ctrl-C too. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mutations-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  process.on("SIGINT", () => process.exit(130));
  process.on("SIGTERM", () => process.exit(143));
  return folder;
}

/** What fails without any mutation would seem to catch every one. */
async function assertSound(
  [copy]: readonly WorkingCopy[],
  chosen: readonly Mutation[],
): Promise<void> {
  const tests = [...new Set(chosen.flatMap((mutation) => mutation.tests))];
  console.log(
    `${tests.length} test files on the program as it is, then ${chosen.length} mutations`,
  );
  const failure = await copy?.firstFailure(tests);
  if (failure !== undefined) {
    throw new Error(
      `The program as it is fails: ${failure instanceof Error ? failure.message : failure}`,
    );
  }
}

/** Each copy takes the next mutation that no other has taken. */
async function tryAll(
  copies: readonly WorkingCopy[],
  chosen: readonly Mutation[],
): Promise<readonly Outcome[]> {
  const queue = chosen.values();
  const outcomes: Outcome[] = [];
  const width = Math.max(...chosen.map(({ name }) => name.length));
  const work = async (copy: WorkingCopy): Promise<void> => {
    for (const mutation of queue) {
      const outcome = await copy.try(mutation);
      console.log(`${outcome.verdict.padEnd(8)}  ${mutation.name.padEnd(width)}  ${outcome.by}`);
      outcomes.push(outcome);
    }
  };
  await Promise.all(copies.map(work));
  return outcomes;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
