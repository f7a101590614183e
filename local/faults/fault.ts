import type { DeclaredStage } from "../declared/declaredStage";
import type { Started, StartOptions } from "../startStage";
import type { FaultName } from "./names";
import type { Healer } from "../watch/healer";

/** Something that breaks while records flow, and comes back as AWS would bring it back. */
export interface Fault {
  readonly name: FaultName;
  /** What happens, for people: completes "Fault: ...". */
  readonly about: string;
  /** The pipeline that has it. */
  readonly pipeline: "orders" | "cdc" | "lake";
  /** Settings that it needs, as `-c` takes them. @default - the stage's own */
  readonly settings?: readonly string[];
  /** How often it strikes, spread evenly over the run. @default 0 */
  readonly times?: number;
  /** Whether it strikes at the first look, and waits for its moment itself. @default false */
  readonly atOnce?: boolean;
  /** Breaks something and brings it back; `healer` restarts the run's failed tasks. */
  readonly strike?: (started: Started, healer: Healer) => Promise<void>;
  /** Whether tasks fail of it, and must be restarted. @default false */
  readonly failsTasks?: boolean;
  /** How the run is started. */
  readonly start?: Pick<StartOptions, "tableStorage">;
  /** Sets something up for one run. */
  readonly prepare?: () => Promise<Prepared>;
}

/** What a fault has set up for a run. */
export interface Prepared {
  readonly alter: (stage: DeclaredStage) => DeclaredStage;
  /** Takes it away again; what it has done, for people. */
  readonly end?: () => Promise<string>;
}
