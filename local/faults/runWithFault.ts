import type { DeclaredStage } from "../declared/declaredStage";
import { runLocal, type LocalOptions } from "../runStage";
import type { View } from "../view/view";
import { Healer } from "../watch/healer";
import type { Report } from "../report/report";
import type { Fault } from "./fault";
import { Strikes } from "./strikes";

/** Orders, and changes, that a run with a fault makes unless it is told otherwise. */
const RECORDS = { orders: 20_000, cdc: 5_000, lake: 20_000 } as const;

/** Milliseconds over which orders and changes are spread, so that there is a middle. */
const FLOW_MS = 30_000;

/** A run with a fault, and what came of the fault. */
export interface Survived {
  readonly report: Report;
  /** How often it struck. */
  readonly strikes: number;
  /** How often a connector's failed tasks were restarted. */
  readonly restarts: number;
  /** Seconds from the last strike until nothing waited any more. */
  readonly recoverySeconds: number;
}

/**
 * Runs a fault's pipeline while the fault strikes, and restarts failed tasks as a stage on AWS does.
 * Throws UserError as a run without fault does: when restarts do not help a connector, when nothing
 * moves any more, or when the table or bucket is not what it should be.
 */
export async function runWithFault(
  fault: Fault,
  options: LocalOptions,
  view: View,
  interrupt: AbortSignal,
): Promise<Survived> {
  const { pipeline } = fault;
  const records = options.records ?? RECORDS[pipeline];
  const prepared = await fault.prepare?.();
  const healer = new Healer();
  const strikes = new Strikes(fault, records, view);
  view.say(`Fault: ${fault.about}`);
  try {
    const report = await runLocal(
      {
        ...options,
        ...fault.start,
        overrides: [...options.overrides, `pipeline=${pipeline}`, ...(fault.settings ?? [])],
        records,
        changesMs: FLOW_MS,
        healer,
        fault: { ...fault, strikes: strikes.all },
        alter: (stage) => unhurried(prepared?.alter(stage) ?? stage, records),
        onProgress: (progress, started) =>
          strikes.look(progress, async () => fault.strike?.(started, healer)),
      },
      view,
      interrupt,
    );
    const { done, secondsSince } = strikes;
    return { report, strikes: done, restarts: healer.restarts, recoverySeconds: secondsSince };
  } finally {
    view.say(`Failed tasks were restarted ${healer.restarts} times`);
    const met = await prepared?.end?.();
    if (met !== undefined) view.say(`The fault met ${met}`);
  }
}

/**
 * Has the broker take a dead worker for dead after seconds, not most of a minute, and the generator
 * pause between its orders.
 */
function unhurried(stage: DeclaredStage, records: number): DeclaredStage {
  const timeouts = { "session.timeout.ms": "6000", "consumer.session.timeout.ms": "6000" };
  const interval = String(Math.max(2, Math.round((2 * FLOW_MS) / records)));
  const connectors = stage.connectors.map(({ config, worker, ...connector }) => ({
    ...connector,
    config: "max.interval" in config ? { ...config, "max.interval": interval } : config,
    worker: { ...worker, ...timeouts },
  }));
  return { ...stage, connectors };
}
