/** Nothing has failed: the run is over, and so is what was still at work. */
export class Ended extends Error {
  override readonly name: string = "Ended";
}

/** The user asked the run to end. */
export class Interrupted extends Ended {
  override readonly name = "Interrupted";

  constructor(readonly signalName: keyof typeof SIGNAL_NUMBERS) {
    super(`Interrupted by ${signalName}: everything that was started is stopped.`);
  }

  /** Exit code of a program that a signal has ended, as shells count. */
  get exitCode(): number {
    return 128 + SIGNAL_NUMBERS[this.signalName];
  }
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Returns a signal that is aborted when the user asks the run to end. Asked again, while it ends,
 * the process exits at once; what it started is killed then.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGHUP", "SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      const interrupted = new Interrupted(name);
      // A terminal and npm both pass on the same Ctrl-C.
      if (controller.signal.aborted && performance.now() - abortedMs > 500) {
        process.exit(interrupted.exitCode);
      }
      if (!controller.signal.aborted) abortedMs = performance.now();
      controller.abort(interrupted);
    });
  }
  let abortedMs = 0;
  return controller.signal;
}
