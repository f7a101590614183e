import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { cacheDirectory } from "../../support/cache";
import type { InstalledPackage } from "../helpers/installedPackage";
import { eventually } from "../local/harness";
import { copyProject, type Project } from "./project";

/** How a command ended. */
export interface CommandEnd {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program in any language in whose folder our package's commands are run, as its users do. */
export class InstalledProgram {
  readonly #parent = mkdtempSync(join(tmpdir(), "program-"));
  /** Folder of its files. */
  readonly folder = join(this.#parent, "program");
  readonly #state = join(this.#parent, "state");

  constructor(
    private readonly installed: InstalledPackage,
    private readonly project: Project,
  ) {
    mkdirSync(this.#state);
    copyProject(installed, project, this.folder);
  }

  /** Changes a file of it. */
  change(file: string, change: (text: string) => string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    const changed = change(text);
    assert.notEqual(changed, text, `nothing of ${file} has changed`);
    writeFileSync(path, changed);
  }

  /** Starts a command; the environment is the project's, and what is given here. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const main = join(this.installed.folder, "dist/cli/main.js");
    return execa(process.execPath, [main, ...args], {
      cwd: this.folder,
      env: {
        ...this.project.env,
        PIPELINE_CACHE_DIR: cacheDirectory(),
        PIPELINE_STATE_DIR: this.#state,
        ...env,
      },
      reject: false,
      forceKillAfterDelay: false,
    });
  }

  /** Starts a command with a program that never ends; resolves once the program runs. */
  async startEndless(args: readonly string[]) {
    this.change("__main__.py", (text) => `${text}\nimport time\ntime.sleep(600)\n`);
    const command = this.start(args);
    await eventually(
      () => this.processes().some((each) => each.includes("pulumi-language-python-exec")),
      () => "the program never ran",
      () => command.exitCode === null,
    );
    return { command };
  }

  /** Runs a command to its end, and checks that it has left no process behind. */
  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandEnd> {
    const { exitCode, stdout, stderr } = await this.start(args, env);
    await this.nothingLeft();
    return { exitCode, stdout, stderr };
  }

  /** Resolves once no process runs in its folder: what is killed is gone a moment later. */
  async nothingLeft(): Promise<void> {
    await eventually(
      () => this.processes().length === 0,
      () => `still running: ${this.processes().join("\n")}`,
    );
  }

  /** Processes that run in its folder, by what started them. */
  processes(): string[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => commandOf(pid, this.folder) ?? []);
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}

/** Undefined for a process that runs elsewhere, that is somebody else's or that has ended meanwhile. */
function commandOf(pid: string, folder: string): string | undefined {
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) !== folder) return undefined;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return undefined;
  }
}
