import { UserError } from "../support/userError";
import { Interrupted, interruption } from "../local/run/interrupt";
import { PlainView } from "../local/view/plain";
import type { View } from "../local/view/view";
import type { Output } from "../operate/commands";

/** Records and rows to stdout, what is said about them to stderr. */
export const output: Output = { print: console.log, note: console.error };

/** Runs work that a user watches: live in a terminal, line by line elsewhere. */
export async function watched(
  work: (view: View, interrupt: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const view = process.stdout.isTTY ? await liveView() : new PlainView(console.log);
  try {
    await work(view, interruption());
  } finally {
    view.close();
  }
}

async function liveView(): Promise<View> {
  const { LiveView } = await import("../local/view/live.js");
  return new LiveView();
}

/** Ends the process once all that was written has left it: a pipe takes 64 KiB at a time. */
export async function exit(code: number): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise((resolve) => stream.write("", resolve));
  }
  process.exit(code);
}

/** Ends the process: a fault of the user's with its message only, any other with all there is. */
export async function exitWith(error: unknown): Promise<void> {
  if (error instanceof Interrupted) {
    console.error(error.message);
    return exit(error.exitCode);
  }
  console.error(error instanceof UserError ? error.message : await withoutStack(error));
  return exit(1);
}

/** The message alone of Pulumi's own error for faults of the user's, the only one that Pulumi is loaded for. */
async function withoutStack(error: unknown): Promise<unknown> {
  const { RunError } = await import("@pulumi/pulumi");
  return RunError.isInstance(error) ? error.message : error;
}
