/**
 * `npm test [-- tier ...]`: runs every tier that this machine can run, but those that run only where
 * they are named, and adds up the results.
 */
import { execa } from "execa";
import { add, crashed, type Counts, type Outcome } from "./counts";
import { runMocha } from "./mocha";
import { tiers, type TestTier, type Tier } from "./tiers";

const inCi = process.env["CI"] === "true";

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !tiers.some((tier) => tier.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such tier: ${unknown.join(", ")}. Tiers: ${tiers.map((t) => t.name).join(", ")}`,
    );
    process.exitCode = 1;
    return;
  }
  const chosen = tiers.filter(({ name, onlyByName = false }) =>
    names.length === 0 ? !onlyByName : names.includes(name),
  );
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { says, ...counts } of outcomes(chosen)) {
    if (says !== undefined) console.log(says);
    total = add(total, counts);
  }
  for (const { name, about } of tiers.filter((tier) => names.length === 0 && tier.onlyByName)) {
    console.log(`\n== ${name}: ${about}\n  only by its name: npm test -- ${name}`);
  }
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped; each says why above`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/**
 * Runs the checks at once, and meanwhile prepares the tests; then those that may share a run, and
 * then each that may not.
 */
async function* outcomes(chosen: readonly Tier[]): AsyncGenerator<Outcome> {
  const able: Tier[] = [];
  for (const { tier, missing } of await Promise.all(chosen.map(lookForTools))) {
    if (missing.length === 0) able.push(tier);
    else yield under(tier, without(missing));
  }
  const preparing = prepareAll(able.filter((tier) => "tests" in tier));
  const checking = able
    .filter((tier) => "check" in tier)
    .map((tier) => ({ tier, outcome: tier.check() }));
  for (const { tier, outcome } of checking) yield under(tier, outcome);

  const ready: TestTier[] = [];
  for (const { tier, failed } of await preparing) {
    if (failed === undefined) ready.push(tier);
    else yield under(tier, crashed(failed));
  }
  const shared = ready.filter(({ oneByOne = false }) => !oneByOne);
  if (shared.length > 0) yield await runTests(shared, false);
  for (const tier of ready.filter(({ oneByOne = false }) => oneByOne)) {
    yield await runTests([tier], true);
  }
}

/** Says which tier it is before there is an outcome. */
function under<T>({ name, about }: Tier, outcome: T): T {
  console.log(`\n== ${name}: ${about}`);
  return outcome;
}

function runTests(together: readonly TestTier[], oneByOne: boolean): Promise<Outcome> {
  const patterns = together.map((tier) => under(tier, tier.tests));
  return runMocha(patterns, { oneByOne });
}

interface Prepared {
  readonly tier: TestTier;
  /** Why it cannot run. */
  readonly failed: string | undefined;
}

/** Makes what the tiers need, each thing once. */
function prepareAll(all: readonly TestTier[]): Promise<Prepared[]> {
  const made = new Map<TestTier["prepare"], Promise<string | undefined>>();
  return Promise.all(
    all.map(async (tier) => {
      const making = made.get(tier.prepare) ?? reasonOfFailure(tier.prepare);
      made.set(tier.prepare, making);
      return { tier, failed: await making };
    }),
  );
}

async function reasonOfFailure(prepare: TestTier["prepare"]): Promise<string | undefined> {
  try {
    await prepare?.();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function without(missing: readonly string[]): Outcome {
  const says = `  ${inCi ? "failed" : "skipped"}: ${missing.join(" and ")} not found on PATH`;
  return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1, says };
}

/** Looks for the names of what is not there, or not whole. */
async function lookForTools(tier: Tier): Promise<{ tier: Tier; missing: string[] }> {
  const found = await Promise.all(
    tier.needs.map(({ command: [program, ...args] }) =>
      execa(program, args, { reject: false, stdin: "ignore" }),
    ),
  );
  const missing = tier.needs.filter((_, i) => found[i]?.exitCode !== 0).map(({ name }) => name);
  return { tier, missing };
}

void main(process.argv.slice(2));
