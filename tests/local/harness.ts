import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { execa } from "execa";
import { z } from "zod";
import { cacheDirectory } from "../../support/cache";
import { projectRoot } from "../../support/projectRoot";
import { UserError } from "../../support/userError";
import { findMySql } from "../../local/services/mysql/find";
import { findPostgreSql } from "../../local/services/postgresql/find";
import { otherThanRoot } from "../../local/services/postgresql/start";
import { isRunning } from "../../local/run/identity";
import { LOCAL_CREDENTIALS } from "../../local/clients/localCredentials";
import { readState, type RunState } from "../../local/run/state";
import "../../support/awsSdk";

const credentials = z.object({ username: z.string(), password: z.string() });

/** The first run on a machine downloads Kafka and builds the plugins. */
export const RUN_TIMEOUT_MS = 600_000;

export type Process = RunState["processes"][number];

/** Runs a command of the project, or of a copy of it, on a state folder, to its end, well or badly. */
export function command(args: readonly string[], stateDirectory: string, project = projectRoot) {
  return execa("node", ["--import", "tsx", "cli/main.ts", ...args], {
    cwd: project,
    env: {
      PIPELINE_STATE_DIR: stateDirectory,
      PIPELINE_CACHE_DIR: cacheDirectory(),
      // Which these tests set for clients of their own.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined,
    },
    all: true,
    reject: false,
    // A run takes the time that it needs to end everything.
    forceKillAfterDelay: false,
  });
}

/** A command of the project that runs on a state folder of its own. */
export class Cli {
  readonly child: ReturnType<typeof command>;
  readonly stateDirectory: string;
  output = "";

  constructor(args: readonly string[], stateDirectory = newStateDirectory()) {
    this.stateDirectory = stateDirectory;
    this.child = command(args, stateDirectory);
    this.child.all.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Waits until it has said something. */
  async says(pattern: RegExp): Promise<void> {
    await eventually(
      () => pattern.test(this.output),
      () => `it never said ${pattern.source}:\n${this.output}`,
      () => this.child.exitCode === null,
    );
  }

  /** What the run has started so far. */
  get processes(): readonly Process[] {
    return this.states.flatMap(({ processes }) => processes);
  }

  private get states(): RunState[] {
    return readdirSync(this.stateDirectory).flatMap(
      (run) => readState(join(this.stateDirectory, run)) ?? [],
    );
  }

  /** Passwords of its database, which it hands out as AWS Secrets Manager would. */
  async passwords(): Promise<string[]> {
    const database = this.states.map(({ endpoints }) => endpoints?.database).find(Boolean);
    assert.ok(database, "the run has no database");
    const client = new SecretsManagerClient({
      endpoint: database.secretsEndpoint,
      region: "us-east-1",
      credentials: LOCAL_CREDENTIALS,
    });
    const ids = [database.masterSecret, "msk-pipeline-dev-debezium"];
    const secrets = await Promise.all(
      ids.map((id) => client.send(new GetSecretValueCommand({ SecretId: id }))),
    );
    client.destroy();
    return secrets.map(
      ({ SecretString = "" }) => credentials.parse(JSON.parse(SecretString)).password,
    );
  }

  /** Every file that it has written so far. */
  get files(): string[] {
    return readdirSync(this.stateDirectory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  }

  async exitCode(): Promise<number | undefined> {
    return (await this.child).exitCode;
  }
}

/**
 * Skips a suite on a machine that no MySQL server runs on, and says why; where CI is true that is a
 * failure.
 */
export async function needMySql(suite: Mocha.Context): Promise<void> {
  try {
    await findMySql(() => undefined);
  } catch (error) {
    if (!(error instanceof UserError) || process.env["CI"] === "true") throw error;
    console.log(`    skipped: ${error.message}`);
    suite.skip();
  }
}

/** As needMySql, for PostgreSQL, which root's tests have another user run. */
export async function needPostgreSql(suite: Mocha.Context): Promise<void> {
  try {
    const { postgres } = await findPostgreSql(() => undefined);
    otherThanRoot(postgres);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.log(`    skipped: ${error.message}`);
    suite.skip();
  }
}

export function newStateDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), "pipeline-state-"));
  // Where root runs the tests, PostgreSQL's user must reach its data.
  chmodSync(folder, 0o711);
  return folder;
}

/** Has the runs that a suite's own process makes keep their state in a folder of the suite's. */
export function useOwnStateDirectory(): void {
  const folder = newStateDirectory();
  before(() => {
    process.env["PIPELINE_STATE_DIR"] = folder;
  });
  after(() => {
    delete process.env["PIPELINE_STATE_DIR"];
    removeDirectory(folder);
  });
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/** Which of some processes still run. */
export async function running(processes: readonly Process[]): Promise<Process[]> {
  const alive = await Promise.all(processes.map(({ pid, started }) => isRunning({ pid, started })));
  return processes.filter((_, i) => alive[i]);
}

export async function assertNoneRuns(processes: readonly Process[]): Promise<void> {
  assert.ok(processes.length > 0, "nothing was ever started");
  assert.deepEqual(await running(processes), []);
}

/** Waits for a condition for as long as it can still come true. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  otherwise: () => string,
  possible: () => boolean = () => true,
): Promise<void> {
  for (;;) {
    if (await condition()) return;
    assert.ok(possible(), otherwise());
    await delay(20);
  }
}

/** Most memory that a process has ever used, in MiB; undefined where the system does not tell. */
export function peakMemoryMiB(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}
