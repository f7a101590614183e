import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { bundledArchives } from "../archives/catalogue";
import { prepareArchives } from "../archives/prepare";
import { FIND_CHROMIUM } from "./browser/chromium";
import { runChecks } from "./checks";
import { crashed, type Counts, type Outcome } from "./counts";
import { runMaven } from "./maven";

/** A program that is there if this command of it ends well. */
export interface Need {
  /** As the user is told, such as "java". */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

export interface Tier {
  readonly name: string;
  /** What is real in it, for the reader of the output. */
  readonly about: string;
  /** What it needs on PATH. */
  readonly needs: readonly Need[];
  /**
   * Whether it runs only where it is named, as every night.
   * @default false
   */
  readonly onlyByName?: boolean;
  /**
   * Whether it says nothing before its end, so that it runs beside the quiet tiers next to it.
   * @default false
   */
  readonly quiet?: boolean;
  readonly run: () => Promise<Outcome>;
}

const JVM: readonly Need[] = [
  { name: "java", command: ["java", "-version"] },
  { name: "mvn", command: ["mvn", "-version"] },
];

const JCMD: readonly Need[] = [{ name: "jcmd (of a JDK)", command: ["jcmd", "-h"] }];

const PYTHON: readonly Need[] = [
  { name: "python3 with pip", command: ["python3", "-m", "pip", "--version"] },
];

const PULUMI: readonly Need[] = [
  {
    name: "pulumi (https://www.pulumi.com/docs/install/, or what tests/engine/cli/build makes)",
    command: ["pulumi", "version"],
  },
];

const CHROMIUM: readonly Need[] = [{ name: "chromium (or google-chrome)", command: FIND_CHROMIUM }];

/** Has the files of a tier share two processes, for the two cores that a runner has at least. */
const IN_PARALLEL = ["--parallel", "--jobs", "2"];

/** Room for what is young: a test makes much that lives shortly. */
const NODE_OPTIONS = ["--node-option", "import=tsx", "--node-option", "max-semi-space-size=64"];

/** Every tier, in the order in which they run. */
export const tiers: readonly Tier[] = [
  { name: "lint", about: "types, ESLint, Prettier", needs: [], quiet: true, run: runChecks },
  {
    name: "plugins",
    about: "the Connect plugins against DynamoDB Local and injected faults",
    needs: JVM,
    quiet: true,
    run: runMaven,
  },
  {
    name: "unit",
    about: "the program under Pulumi mocks, pure functions",
    needs: [],
    run: () => runMocha("tests/unit/**/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "repository",
    about: "workflows, licences, secrets, generated pages, the list of mutations",
    needs: [],
    run: () => runMocha("tests/repository/**/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "policy",
    about: "the policy pack and IAM decisions, against every stage",
    needs: [],
    run: () => runMocha("tests/policy/**/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "aws",
    about: "every stage's requests to AWS, against its service models and an emulator",
    needs: PYTHON,
    run: () => runMocha("tests/aws/**/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "engine",
    about: "the program on Pulumi's real engine, with stand-ins for the providers and the cloud",
    needs: [...JVM, ...PULUMI],
    run: () => runWithArchives("tests/engine/*.test.ts"),
  },
  {
    name: "faults",
    about: "pipelines on this machine while something breaks, 100,000 orders each; an hour",
    needs: JVM,
    onlyByName: true,
    run: () => runMocha("tests/faults/**/*.test.ts"),
  },
  {
    name: "soak",
    about: "a million orders in an hour, through a worker whose memory must not grow",
    needs: [...JVM, ...JCMD],
    onlyByName: true,
    run: () => runMocha("tests/soak/*.test.ts"),
  },
  {
    name: "local",
    about: "whole pipelines on a real broker, worker, DynamoDB Local and MySQL",
    needs: JVM,
    run: () => runWithArchives("tests/local/*.test.ts"),
  },
  {
    name: "browser",
    about: "the pages of npm start, --ui and --report, in a real Chromium",
    needs: [...JVM, ...CHROMIUM],
    run: () => runMocha("tests/browser/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "local-nightly",
    about: "pipelines through the oldest versions that a stage can have; a new project's own",
    needs: JVM,
    onlyByName: true,
    run: () => runMocha("tests/local/nightly/*.test.ts", ...IN_PARALLEL),
  },
  ...["dev", "staging", "prod"].map((stage) => ({
    name: `engine-faults-${stage}`,
    about: `stage ${stage} on the engine, each operation of each pipeline failing once; hours`,
    needs: PULUMI,
    onlyByName: true,
    run: () => runMocha(`tests/engine/nightly/${stage}/*.test.ts`, ...IN_PARALLEL),
  })),
];

/** Has one Maven build make every archive, where each would have one of its own. */
async function runWithArchives(pattern: string): Promise<Outcome> {
  try {
    await prepareArchives(bundledArchives);
  } catch (error) {
    return crashed(String(error));
  }
  return runMocha(pattern, ...IN_PARALLEL);
}

async function runMocha(pattern: string, ...options: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "test-counts-"));
  try {
    const file = join(folder, "counts.json");
    const { exitCode } = await execa(
      "mocha",
      [...NODE_OPTIONS, "--reporter", "tests/countingReporter.ts", ...options, pattern],
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
