import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readState, type Endpoints } from "../../local/run/state";
import { Cli, command, newStateDirectory, removeDirectory } from "./harness";

/** A run of stage dev that goes on after its comparison, in a state folder of its own. */
export class KeptRun {
  readonly folder = newStateDirectory();
  #cli: Cli | undefined;

  /** Starts it with these options of the command; resolves when it has compared everything. */
  async start(...options: readonly string[]): Promise<void> {
    this.#cli = new Cli(["local", "--keep", ...options], this.folder);
    await this.#cli.says(/until Ctrl-C/);
  }

  get cli(): Cli {
    assert.ok(this.#cli, "it is started by start()");
    return this.#cli;
  }

  get endpoints(): Endpoints {
    // A run may have been told to write its report here, too.
    const run = readdirSync(this.folder).find((name) => name.startsWith("run-")) ?? "";
    const endpoints = readState(join(this.folder, run))?.endpoints;
    assert.ok(endpoints, "the run has no state");
    return endpoints;
  }

  /** Runs a command of the project on the run's state, to its end. */
  command(...args: string[]): ReturnType<typeof command> {
    return command(args, this.folder);
  }

  /** Ends it if it still runs. */
  async end(): Promise<void> {
    this.#cli?.child.kill("SIGINT");
    await this.#cli?.child;
    removeDirectory(this.folder);
  }
}
