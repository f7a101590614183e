import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pause } from "../../support/waiting";
import { Ended } from "./interrupt";
import { identify } from "./identity";
import { stopLeftovers, type Leftover } from "./leftovers";
import { Service, type ServiceCommand } from "./service";
import { stateDirectory, writeState, type Endpoints, type RunState } from "./state";

/** Ending by request takes no longer than this, in milliseconds; what still runs then is killed. */
const GRACE_MS = 5_000;

/**
 * A run with its folder and everything it started. Whatever happens, close() stops all of it; a
 * run that cannot even do that is found by the next one.
 */
export class Run {
  /** Aborted when the run must end: the user asks for it, or a program has ended by itself. */
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #services: Service[] = [];
  readonly #killOnExit = (): void => {
    for (const service of this.#services) service.killNow();
  };

  private constructor(
    /** Folder of the run's data and logs. */
    readonly directory: string,
    /** What earlier runs left behind and this one stopped. */
    readonly leftovers: readonly Leftover[],
    private state: RunState,
    interrupt: AbortSignal,
  ) {
    this.signal = AbortSignal.any([this.#abort.signal, interrupt]);
    writeState(directory, state);
    process.once("exit", this.#killOnExit);
  }

  /** Opens a run of a stage with some settings of its own; `interrupt` ends it. */
  static async open(
    { stage, overrides }: Pick<RunState, "stage" | "overrides">,
    interrupt: AbortSignal,
  ): Promise<Run> {
    const leftovers = await stopLeftovers();
    const owner = await identify(process.pid);
    const directory = join(stateDirectory(), `run-${randomBytes(4).toString("hex")}`);
    mkdirSync(directory, { recursive: true });
    const state = { stage, overrides, owner, processes: [] };
    return new Run(directory, leftovers, state, interrupt);
  }

  /** Returns a path in the run's folder. */
  path(name: string): string {
    return join(this.directory, name);
  }

  /** Starts a program; should it end before it is asked to, the run ends with what its log says. */
  start(command: Omit<ServiceCommand, "log">, logName: string): Promise<Service> {
    return this.#start({ ...command, log: this.path(logName) });
  }

  /** Kills a program, or the one that was started again in its place, and starts it again. */
  async restart(program: Pick<Service, "title">, pauseMs = 0): Promise<void> {
    const newest = this.newest(program);
    await newest.kill();
    await pause(pauseMs, this.signal);
    await this.#start(newest.command);
  }

  /** Returns a program, or the one that was started again in its place. */
  newest({ title }: Pick<Service, "title">): Service {
    const newest = this.#services.findLast((service) => service.title === title);
    if (newest === undefined) throw new Error(`This run has started no ${title}.`);
    return newest;
  }

  async #start(command: ServiceCommand): Promise<Service> {
    this.signal.throwIfAborted();
    const service = new Service(command);
    this.#services.push(service);
    void service.ended.then((how) => {
      if (!service.stopping) this.#abort.abort(service.failure(how));
    });
    const identity = { ...(await identify(service.pid)), title: service.title };
    this.update({ processes: [...this.state.processes, identity] });
    return service;
  }

  /** Writes down where the programs are reached, for other commands. */
  publish(endpoints: Endpoints): void {
    this.update({ endpoints });
  }

  /**
   * Finds what really ended the run: its interruption or a program's end, where that made work
   * fail.
   */
  async causeOf(error: unknown): Promise<unknown> {
    // A broken connection is noticed before the end of the program that broke it.
    for (let waits = 0; waits < 10 && !this.signal.aborted; waits += 1) await delay(50);
    return this.signal.aborted ? this.signal.reason : error;
  }

  /**
   * Stops everything, the last first, and removes the folder, but for the logs where they are
   * wanted.
   */
  async close({ keepLogs }: { readonly keepLogs: boolean }): Promise<void> {
    this.#abort.abort(new Ended("The run is over."));
    for (const service of this.#services.reverse()) await service.stop(GRACE_MS);
    process.off("exit", this.#killOnExit);
    const wanted = keepLogs ? readdirSync(this.directory).filter(isLog) : [];
    const unwanted = readdirSync(this.directory).filter((name) => !wanted.includes(name));
    for (const name of wanted.length > 0 ? unwanted : [""]) {
      rmSync(this.path(name), { recursive: true, force: true });
    }
  }

  private update(change: Partial<RunState>): void {
    this.state = { ...this.state, ...change };
    writeState(this.directory, this.state);
  }
}

function isLog(name: string): boolean {
  return name.endsWith(".log");
}
