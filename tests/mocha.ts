import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { crashed, type Counts, type Outcome } from "./counts";

/** Two processes share the files, for the two cores that a runner has at least. */
const IN_PARALLEL = ["--parallel", "--jobs", "2"];

/** Room for what is young: a test makes much that lives shortly. */
const NODE_OPTIONS = ["--node-option", "import=tsx", "--node-option", "max-semi-space-size=64"];

/** Runs the tests in files of some patterns, and says how each went. */
export async function runMocha(
  patterns: readonly string[],
  { oneByOne }: { readonly oneByOne: boolean },
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "test-counts-"));
  try {
    const file = join(folder, "counts.json");
    const options = [...NODE_OPTIONS, "--reporter", "tests/countingReporter.ts"];
    const { exitCode } = await execa(
      "mocha",
      [...options, ...(oneByOne ? [] : IN_PARALLEL), ...patterns],
      { preferLocal: true, stdio: "inherit", reject: false, env: { TEST_COUNTS: file } },
    );
    if (!existsSync(file)) return crashed(`mocha ended with code ${exitCode}`);
    const counts = JSON.parse(await readFile(file, "utf8")) as Counts;
    // An error outside any test fails mocha's run but none of its counts.
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
