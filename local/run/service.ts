import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup, type EndSignal } from "../../support/processGroup";
import { UserError } from "../../support/userError";
import { tailOf } from "./logs";

/** Numbers of a user and a group of the system. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ServiceCommand {
  /** What users see, such as "Kafka broker 3.9.2". */
  readonly title: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** File that takes its output. */
  readonly log: string;
  /**
   * Whether stop kills it at once: for a program that takes long to end well and keeps nothing.
   * @default false
   */
  readonly disposable?: boolean;
  /**
   * What asks it to end.
   * @default "SIGTERM"
   */
  readonly endsBy?: "SIGTERM" | "SIGINT";
  /**
   * Whom it runs as.
   * @default - as this process
   */
  readonly user?: ServiceUser | undefined;
  /** What is left to do once it has ended by itself or by request, but not when it was killed. */
  readonly afterwards?: () => Promise<void>;
}

/**
 * A program in a process group of its own, so that a Ctrl-C reaches only us and we stop it in
 * order.
 */
export class Service {
  readonly title: string;
  readonly log: string;
  readonly pid: number;
  /** What it was started with, to start it again. */
  readonly command: ServiceCommand;
  /** Resolves when it has ended, to how: "exit code 1" or "signal SIGKILL". */
  readonly ended: Promise<string>;
  readonly #disposable: boolean;
  #stopping = false;
  #running = true;

  constructor(command: ServiceCommand) {
    const { title, file, args, env, log, user, disposable, afterwards } = command;
    const output = openSync(log, "a");
    const stdio: StdioOptions = ["ignore", output, output];
    const child = spawn(file, args, { detached: true, env, stdio, ...user });
    closeSync(output);
    // Tells of a start that failed, which the missing process id tells as well.
    child.on("error", () => undefined);
    if (child.pid === undefined) throw new UserError(`${title} could not be started: ${file}`);
    this.command = command;
    this.title = title;
    this.log = log;
    this.#disposable = disposable ?? false;
    this.pid = child.pid;
    this.ended = endOf(child).then(async ({ code, signal }) => {
      this.#running = false;
      if (signal !== null) return `signal ${signal}`;
      await afterwards?.();
      return `exit code ${code}`;
    });
  }

  /** Whether its end is what somebody asked for. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Lets it end by itself; resolves, when it has, to how. */
  mayEnd(): Promise<string> {
    this.#stopping = true;
    return this.ended;
  }

  /** Asks it to end, and after a grace period in milliseconds makes it end. */
  async stop(graceMs: number): Promise<void> {
    if (this.#disposable) return this.kill();
    this.#stopping = true;
    this.signal(this.command.endsBy ?? "SIGTERM");
    const graceOver = new AbortController();
    await Promise.race([
      this.ended,
      delay(graceMs, undefined, { signal: graceOver.signal }).catch(() => undefined),
    ]);
    graceOver.abort();
    await this.kill();
  }

  /** Ends it at once, without a chance to tidy up, as a crash does. */
  async kill(): Promise<void> {
    this.killNow();
    await this.ended;
  }

  /** As kill, where nothing can be awaited. */
  killNow(): void {
    this.#stopping = true;
    this.signal("SIGKILL");
  }

  /** Returns what went wrong, for an end that nobody asked for. */
  failure(how: string): UserError {
    const lines = tailOf(this.log, 12).map((line) => `  ${line}`);
    return new UserError(
      [`${this.title} ended unexpectedly (${how}). The end of ${this.log}:`, ...lines].join("\n"),
    );
  }

  private signal(signal: EndSignal): void {
    if (this.#running) signalGroup(this.pid, signal);
  }
}

function endOf(
  child: ChildProcess,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
}
