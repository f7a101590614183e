import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "../../support/processGroup";
import { UserError } from "../../support/userError";
import { asked, isBroken, messageOf, type Ask } from "./grpc";

export interface ChildCommand {
  /** What users see, such as "pulumi-language-python". */
  readonly title: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What to do about a file that is not there. */
  readonly missing: string;
}

/** What a process has said is known at most this long after its end, in milliseconds. */
const OUTPUT_MS = 500;

/** Its end is known at most this long after its connections break. */
const NOTICED_MS = 2 * OUTPUT_MS;

const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** The programs that a plan needs while it is made. Whatever happens, they do not outlive it. */
export class Children {
  readonly #children: Child[] = [];
  readonly #killAll = (): void => {
    for (const child of this.#children) child.kill();
  };

  /** Sent again, the signal does what it would do without them: it ends this process, or others hear it. */
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.#killAll();
    this.#forget();
    process.kill(process.pid, signal);
  };

  constructor() {
    process.on("exit", this.#killAll);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  start(command: ChildCommand): Child {
    const child = new Child(command);
    this.#children.push(child);
    return child;
  }

  /** Ends all of them at once: they keep nothing. */
  async close(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.end()));
    this.#forget();
  }

  #forget(): void {
    process.off("exit", this.#killAll);
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}

/**
 * A program that says the port of its gRPC server in the first line of its output. It leads a process
 * group of its own, of which what it starts is part. Its input ends when this process does.
 */
export class Child {
  /** Resolves when it has ended, to how, such as "exit code 1". */
  readonly ended: Promise<string>;
  /** Resolves to the address of its server; rejects when it ends without one. */
  readonly address: Promise<string>;
  readonly #command: ChildCommand;
  readonly #child: ChildProcess;
  #output = "";
  #errors = "";
  #running = true;

  constructor(command: ChildCommand) {
    const { file, args, cwd } = command;
    this.#command = command;
    const env = { ...process.env, no_grpc_proxy: withoutProxy(process.env) };
    this.#child = spawn(file, args, { cwd, env, detached: true, stdio: "pipe" });
    this.ended = this.#end();
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
    this.address = this.#readAddress();
    // Who waits for it is told; until then it is nobody's.
    this.address.catch(() => undefined);
  }

  /** What it, and what it runs, has written so far, but for the port. */
  get said(): string {
    const lines = this.#output.split("\n").slice(1);
    return [lines.join("\n").trim(), this.#errors.trim()].filter((text) => text !== "").join("\n");
  }

  /** Ends it at once, with all that it has started; resolves when all that it has said is known. */
  async end(): Promise<void> {
    this.kill();
    await this.ended;
  }

  /** As end, where nothing can be awaited. */
  kill(): void {
    if (this.#running && this.#child.pid !== undefined) signalGroup(this.#child.pid, "SIGKILL");
  }

  async #end(): Promise<string> {
    const said = new Promise((resolve) => this.#child.once("close", resolve));
    const how = await new Promise<string>((resolve) => {
      this.#child.once("error", (error) => {
        resolve(error.message);
      });
      this.#child.once("exit", (code, signal) => {
        // What it has started goes with it.
        this.kill();
        this.#running = false;
        resolve(signal === null ? `exit code ${code ?? 0}` : `signal ${signal}`);
      });
    });
    // Its output comes in after its end, unless somebody else holds on to it.
    await Promise.race([said, delay(OUTPUT_MS)]);
    return how;
  }

  /** Calls its server; throws UserError with what the call failed by. */
  asked<Response>(ask: Ask<Response>): Promise<Response> {
    return asked(ask).catch((error: unknown) => this.#failed(error));
  }

  async #failed(error: unknown): Promise<never> {
    // When it ends, the connection breaks, which may be noticed first.
    if (isBroken(error)) await Promise.race([this.unexpectedEnd(), delay(NOTICED_MS)]);
    throw new UserError(messageOf(error));
  }

  /** Rejects when it ends, which it is not expected to. */
  async unexpectedEnd(): Promise<never> {
    throw this.#failure(await this.ended);
  }

  #readAddress(): Promise<string> {
    const port = new Promise<string>((resolve) => {
      this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        const [first, ...others] = this.#output.split("\n");
        if (others.length > 0) resolve(`127.0.0.1:${first?.trim() ?? ""}`);
      });
    });
    return Promise.race([port, this.unexpectedEnd()]);
  }

  #failure(how: string): UserError {
    const { title, missing } = this.#command;
    if (this.#child.pid === undefined) return new UserError(missing);
    return new UserError([`${title} ended unexpectedly (${how}).`, this.said].join("\n").trim());
  }
}

/** What gRPC reaches by no proxy: this machine, whatever the environment says of others. */
function withoutProxy({ no_grpc_proxy: ofGrpc, no_proxy: ofAll }: NodeJS.ProcessEnv): string {
  return [ofGrpc ?? ofAll ?? "", "127.0.0.1"].filter((host) => host !== "").join(",");
}
