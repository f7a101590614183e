import { Interrupted } from "./interrupt";
import { findJava } from "./jvm/java";
import type { StageOptions } from "./loadPipeline";
import { Session } from "./session";
import { freePorts, type Context } from "./stack";
import type { View } from "./view/view";

/** Opens a session around some work and, whatever becomes of it, closes it. */
export async function inSession<T>(
  { stage }: StageOptions,
  view: View,
  interrupt: AbortSignal,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const java = await findJava();
  const session = await Session.open(stage, interrupt);
  let failed = false;
  try {
    for (const { directory, stopped } of session.leftovers.filter((each) => each.stopped.length)) {
      view.say(`Stopped what ${directory} had left running: ${stopped.join(", ")}`);
    }
    return await work({ session, java, view, ports: await freePorts() });
  } catch (error) {
    const cause = await session.causeOf(error);
    failed = !(cause instanceof Interrupted);
    throw cause;
  } finally {
    await session.close({ keepLogs: failed });
  }
}
