import { explained } from "./explained";
import type { Inspectable } from "./check/inspectable";
import { findRun } from "./local/findRun";
import { LocalTarget } from "./local/target";
import type { DeadLetterTarget } from "./deadLetters/tool";
import type { Target } from "./target";

/** What any command can ask. */
export type AnyTarget = Target & Inspectable & DeadLetterTarget;

export interface TargetOptions {
  readonly stage: string;
  /** Whether the deployed stage is asked, and not what runs on this machine. */
  readonly aws: boolean;
}

/**
 * Has some work done with the pipeline that the options name. `warn` is called with what the user
 * should know besides the result. Throws UserError when there is none, or when AWS refuses.
 */
export async function withTarget(
  options: TargetOptions,
  warn: (text: string) => void,
  work: (target: AnyTarget) => Promise<void>,
): Promise<void> {
  const target = await openTarget(options, warn);
  try {
    await work(target);
  } catch (error) {
    throw explained(error);
  } finally {
    await target.close();
  }
}

async function openTarget(
  { stage, aws }: TargetOptions,
  warn: (text: string) => void,
): Promise<AnyTarget> {
  if (!aws) return LocalTarget.open(stage, await findRun(stage));
  // AWS's clients take longer to load than a command on this machine takes.
  const { openDeployed } = await import("./aws/openDeployed.js");
  return openDeployed(stage, warn);
}
