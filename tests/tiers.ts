import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { mavenEnvironment } from "../support/maven";
import { FIND_CHROMIUM } from "./browser/chromium";

/** What the tests of one tier came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

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
  readonly run: () => Promise<Counts>;
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

/** Every tier, the quickest first. */
export const tiers: readonly Tier[] = [
  { name: "lint", about: "types, ESLint, Prettier", needs: [], run: runChecks },
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
    name: "plugins",
    about: "the Connect plugins against DynamoDB Local and injected faults",
    needs: JVM,
    run: runMaven,
  },
  {
    name: "engine",
    about: "the program on Pulumi's real engine, with stand-ins for the providers and the cloud",
    needs: [...JVM, ...PULUMI],
    run: () => runMocha("tests/engine/*.test.ts", ...IN_PARALLEL),
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
    run: () => runMocha("tests/local/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "browser",
    about: "the pages of npm start, --ui and --report, in a real Chromium",
    needs: [...JVM, ...CHROMIUM],
    run: () => runMocha("tests/browser/*.test.ts", ...IN_PARALLEL),
  },
  {
    name: "local-versions",
    about: "pipelines through the oldest Kafka Connect and Debezium that a stage can have",
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

const checks: readonly (readonly [string, ...string[]])[] = [
  ["tsc", "--noEmit"],
  // What runs in a browser knows other globals.
  ["tsc", "--noEmit", "-p", "local/ui/browser"],
  ["tsc", "--noEmit", "-p", "tests/browser"],
  ["eslint", "--max-warnings=0", "."],
  ["prettier", "--check", "--log-level=warn", "."],
];

async function runChecks(): Promise<Counts> {
  // Room for what is young: the checks make much that lives shortly.
  const env = { NODE_OPTIONS: "--max-semi-space-size=128" };
  const options = { preferLocal: true, stdin: "ignore", all: true, reject: false, env } as const;
  const ended = await Promise.all(
    checks.map(async ([command, ...args]) => {
      const { exitCode, all } = await execa(command, args, options);
      console.log(
        `  ${exitCode === 0 ? "✔" : "✖"} ${[command, ...args].join(" ")}\n${all}`.trimEnd(),
      );
      return exitCode === 0;
    }),
  );
  const passed = ended.filter(Boolean).length;
  return { passed, failed: ended.length - passed, skipped: 0 };
}

async function runMocha(pattern: string, ...options: readonly string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), "test-counts-"));
  try {
    const file = join(folder, "counts.json");
    const { exitCode } = await execa(
      "mocha",
      [
        "--node-option",
        "import=tsx",
        "--reporter",
        "tests/countingReporter.ts",
        ...options,
        pattern,
      ],
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

async function runMaven(): Promise<Counts> {
  const { exitCode } = await execa(
    "mvn",
    ["-B", "-q", "-T", "2", "-f", "plugins/pom.xml", "clean", "verify"],
    {
      stdio: "inherit",
      reject: false,
      env: mavenEnvironment,
    },
  );
  const reports = (await readdir("plugins", { recursive: true })).filter((path) =>
    /surefire-reports\/TEST-.*\.xml$/.test(path),
  );
  const suites = await Promise.all(
    reports.map((report) => readFile(join("plugins", report), "utf8").then(countsOfSuite)),
  );
  const total = suites.reduce(add, { passed: 0, failed: 0, skipped: 0 });
  console.log(`  ${total.passed} passing, ${total.failed} failing`);
  if (exitCode !== 0 && total.failed === 0) return crashed("the Maven build of plugins/ failed");
  return total;
}

/** Counts of one surefire report; its attributes stand on the testsuite element. */
function countsOfSuite(xml: string): Counts {
  const attribute = (name: string): number =>
    Number(new RegExp(`<testsuite[^>]* ${name}="(\\d+)"`, "s").exec(xml)?.[1] ?? 0);
  const failed = attribute("failures") + attribute("errors");
  const skipped = attribute("skipped");
  return { passed: attribute("tests") - failed - skipped, failed, skipped };
}

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

function crashed(reason: string): Counts {
  console.error(`  ${reason}`);
  return { passed: 0, failed: 1, skipped: 0 };
}
