/**
 * `npm test [-- tier ...]`: runs every tier that this machine can run, but those that run only where
 * they are named, and adds up the results.
 */
import { execa } from "execa";
import { add, type Counts, type Outcome } from "./counts";
import { tiers, type Need, type Tier } from "./tiers";

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
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const chosen = tiers.filter(({ name, onlyByName = false }) =>
    names.length === 0 ? !onlyByName : names.includes(name),
  );
  for (const together of sideBySide(chosen)) {
    const running = together.map((tier) => ({ tier, outcome: runTier(tier) }));
    for (const { tier, outcome } of running) {
      console.log(`\n== ${tier.name}: ${tier.about}`);
      const { says, ...counts } = await outcome;
      if (says !== undefined) console.log(says);
      total = add(total, counts);
    }
  }
  for (const { name, about } of tiers.filter((tier) => names.length === 0 && tier.onlyByName)) {
    console.log(`\n== ${name}: ${about}\n  only by its name: npm test -- ${name}`);
  }
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped; each says why above`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** Groups the tiers that run at once: quiet ones that follow each other. */
function sideBySide(chosen: readonly Tier[]): Tier[][] {
  const groups: Tier[][] = [];
  for (const tier of chosen) {
    const before = groups.at(-1);
    if (tier.quiet === true && before?.[0]?.quiet === true) before.push(tier);
    else groups.push([tier]);
  }
  return groups;
}

async function runTier({ needs, run }: Tier): Promise<Outcome> {
  const missing = await missingOf(needs);
  if (missing.length === 0) return run();
  const says = `  ${inCi ? "failed" : "skipped"}: ${missing.join(" and ")} not found on PATH`;
  return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1, says };
}

/** Returns the names of what is not there, or not whole. */
async function missingOf(needs: readonly Need[]): Promise<string[]> {
  const found = await Promise.all(
    needs.map(({ command: [program, ...args] }) =>
      execa(program, args, { reject: false, stdin: "ignore" }),
    ),
  );
  return needs.filter((_, i) => found[i]?.exitCode !== 0).map(({ name }) => name);
}

void main(process.argv.slice(2));
