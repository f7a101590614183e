import type { StageOptions } from "./declared/planStage";
import { Interrupted } from "./run/interrupt";
import { freePorts } from "./run/ports";
import { Run } from "./run/run";
import type { Context } from "./services/context";
import { findJava } from "./services/jvm/java";
import type { View } from "./view/view";

/** Opens a run around some work and, whatever becomes of it, closes it. */
export async function inRun<T>(
  { stage, overrides }: StageOptions,
  view: View,
  interrupt: AbortSignal,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const java = await findJava();
  const run = await Run.open({ stage, overrides: [...overrides] }, interrupt);
  let failed = false;
  try {
    for (const { directory, stopped } of run.leftovers.filter((each) => each.stopped.length)) {
      view.say(`Stopped what ${directory} had left running: ${stopped.join(", ")}`);
    }
    return await work({ run, java, view, ports: await freePorts() });
  } catch (error) {
    const cause = await run.causeOf(error);
    failed = !(cause instanceof Interrupted);
    throw cause;
  } finally {
    await run.close({ keepLogs: failed });
  }
}
