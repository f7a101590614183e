import { bundledArchives } from "../archives/catalogue";
import { prepareArchives } from "../archives/prepare";
import { awsPython } from "./aws/packages";
import { FIND_CHROMIUM } from "./browser/chromium";
import { runChecks } from "./checks";
import type { Outcome } from "./counts";
import { pulumiPython } from "./languages/pythonSdk";
import { runMaven } from "./maven";

/** A program that is there if this command of it ends well. */
export interface Need {
  /** As the user is told, such as "java". */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface AnyTier {
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
}

/** A tier that says nothing before its end, so that it runs beside others like it. */
interface CheckTier extends AnyTier {
  readonly check: () => Promise<Outcome>;
}

/** A tier of mocha's tests. */
export interface TestTier extends AnyTier {
  /** Pattern of their files. */
  readonly tests: string;
  /**
   * Makes what each process that runs some of them would make for itself.
   * @default - nothing is made before
   */
  readonly prepare?: () => Promise<unknown>;
  /**
   * Whether each test has the machine to itself.
   * @default false - the tests of all such tiers share the processes of one run
   */
  readonly oneByOne?: boolean;
}

export type Tier = CheckTier | TestTier;

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

const SDKS: readonly Need[] = [
  {
    name: "pulumi-sdk (which tests/engine/cli/build makes)",
    command: ["sh", "-c", "command -v pulumi-sdk pulumi-language-python pulumi-language-yaml"],
  },
];

const CHROMIUM: readonly Need[] = [{ name: "chromium (or google-chrome)", command: FIND_CHROMIUM }];

/** One Maven build makes every archive. */
const archives = (): Promise<unknown> => prepareArchives(bundledArchives);

/** Every tier, in the order in which they run. */
export const tiers: readonly Tier[] = [
  { name: "lint", about: "types, ESLint, Prettier", needs: [], check: runChecks },
  {
    name: "plugins",
    about: "the Connect plugins against DynamoDB Local and injected faults",
    needs: JVM,
    check: runMaven,
  },
  {
    name: "unit",
    about: "the program under Pulumi mocks, pure functions",
    needs: [],
    tests: "tests/unit/**/*.test.ts",
  },
  {
    name: "repository",
    about: "workflows, licences, secrets, generated pages, the list of mutations",
    needs: [],
    tests: "tests/repository/**/*.test.ts",
  },
  {
    name: "policy",
    about: "the policy pack and IAM decisions, against every stage",
    needs: [],
    tests: "tests/policy/**/*.test.ts",
  },
  {
    name: "aws",
    about: "every stage's requests to AWS, against its service models and an emulator",
    needs: PYTHON,
    tests: "tests/aws/**/*.test.ts",
    prepare: awsPython,
  },
  {
    name: "engine",
    about: "the program on Pulumi's real engine, with stand-ins for the providers and the cloud",
    needs: [...JVM, ...PULUMI],
    tests: "tests/engine/*.test.ts",
    prepare: archives,
  },
  {
    name: "languages",
    about: "programs of Python and YAML, on Pulumi's real engine and on this machine",
    needs: [...JVM, ...PULUMI, ...PYTHON, ...SDKS],
    tests: "tests/languages/*.test.ts",
    prepare: () => Promise.all([pulumiPython(), archives()]),
  },
  {
    name: "faults",
    about: "pipelines on this machine while something breaks, 100,000 orders each; an hour",
    needs: JVM,
    onlyByName: true,
    tests: "tests/faults/**/*.test.ts",
    oneByOne: true,
  },
  {
    name: "soak",
    about: "a million orders in an hour, through a worker whose memory must not grow",
    needs: [...JVM, ...JCMD],
    onlyByName: true,
    tests: "tests/soak/*.test.ts",
    oneByOne: true,
  },
  {
    name: "local",
    about: "whole pipelines on a real broker, worker, DynamoDB Local and MySQL",
    needs: JVM,
    tests: "tests/local/*.test.ts",
    prepare: archives,
  },
  {
    name: "browser",
    about: "the pages of npm start, --ui and --report, in a real Chromium",
    needs: [...JVM, ...CHROMIUM],
    tests: "tests/browser/*.test.ts",
  },
  {
    name: "local-nightly",
    about: "pipelines through the oldest versions that a stage can have; a new project's own",
    needs: JVM,
    onlyByName: true,
    tests: "tests/local/nightly/*.test.ts",
  },
  {
    name: "engine-nightly",
    about:
      "stages on other brokers and databases on the engine, from the first deployment to the end",
    needs: PULUMI,
    onlyByName: true,
    tests: "tests/engine/nightly/lives/*.test.ts",
  },
  ...["dev", "staging", "prod"].map((stage) => ({
    name: `engine-faults-${stage}`,
    about: `stage ${stage} on the engine, each operation of each pipeline failing once; hours`,
    needs: PULUMI,
    onlyByName: true,
    tests: `tests/engine/nightly/${stage}/*.test.ts`,
  })),
];
