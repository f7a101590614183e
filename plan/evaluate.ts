import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { inTurn, installMocks, type EvaluateOptions } from "./mocks";
import { inTreeOrder, type PlannedResource } from "./plan";
import type { Recorder } from "./recorder";
import { spareTraces } from "./spareTraces";
import { SECRET } from "./values";

export interface Evaluation {
  /** Every resource, a parent before its children, siblings by type and name. */
  readonly resources: readonly PlannedResource[];
  /** What the program returned, outputs resolved; a secret one is "[secret]". */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a Pulumi program in this process under mocks and waits until it has registered all its
 * resources.
 */
export function evaluate(
  program: () => unknown,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  return inTurn(() => run(program, options));
}

async function run(program: () => unknown, options: EvaluateOptions): Promise<Evaluation> {
  const failure = new AbortController();
  const fail = (reason: unknown): void => {
    failure.abort(reason instanceof Error ? reason : new Error(inspect(reason)));
  };
  process.on("unhandledRejection", fail);
  const takeTracesAgain = spareTraces();
  try {
    const recorder = await install(options, fail);
    const returned = attempt(program, fail);
    await settle(recorder, failure.signal);
    failure.signal.throwIfAborted();
    return {
      resources: inTreeOrder(recorder.registered),
      outputs: await resolveOutputs(await returned),
    };
  } finally {
    takeTracesAgain();
    process.off("unhandledRejection", fail);
  }
}

/** What was registered before the program threw must settle too, or it would reject unheard later. */
function attempt(program: () => unknown, fail: (reason: unknown) => void): unknown {
  try {
    return program();
  } catch (thrown) {
    fail(thrown);
    return undefined;
  }
}

async function install(
  options: EvaluateOptions,
  fail: (reason: unknown) => void,
): Promise<Recorder> {
  const { recorder } = await installMocks(options, fail);
  acceptTransforms();
  pulumi.runtime.setAllConfig({ ...options.config });
  return recorder;
}

/**
 * Has Pulumi hand transforms to the mocks, which run none of them. Left to itself it refuses a
 * program that has any, as it would with an old CLI.
 */
function acceptTransforms(): void {
  const store: unknown = Reflect.get(globalThis, "globalStore");
  if (typeof store !== "object" || store === null)
    throw new Error("Pulumi keeps its state elsewhere");
  Object.assign(store, { supportsTransforms: true });
}

/**
 * Registration is asynchronous and Pulumi has no call that waits for resources made late: the
 * program is done once nothing is in flight and several rounds have brought nothing new. After a
 * failure Pulumi itself waits for ever, for resources that will never be.
 */
async function settle(recorder: Recorder, failure: AbortSignal): Promise<void> {
  const failed = new Promise((resolve) => {
    failure.addEventListener("abort", resolve);
  });
  let quietRounds = 0;
  let seen = 0;
  while (quietRounds < 3) {
    if (!failure.aborted) await Promise.race([pulumi.runtime.disconnect(), failed]);
    await (recorder.idle ? new Promise(setImmediate) : delay(5));
    quietRounds = recorder.idle && recorder.requestCount === seen ? quietRounds + 1 : 0;
    seen = recorder.requestCount;
  }
}

async function resolveOutputs(returned: unknown): Promise<Record<string, unknown>> {
  if (typeof returned !== "object" || returned === null) return {};
  const entries = Object.entries(returned).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    await Promise.all(
      entries.map(async ([key, value]) => {
        const output = pulumi.output<unknown>(value);
        const secret = await pulumi.isSecret(output);
        return [key, secret ? SECRET : await valueOf(output)] as const;
      }),
    ),
  );
}

function valueOf(output: pulumi.Output<unknown>): Promise<unknown> {
  return new Promise((resolve) => output.apply(resolve));
}
