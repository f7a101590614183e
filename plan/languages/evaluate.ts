import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { UserError } from "../../support/userError";
import type { Evaluation } from "../evaluate";
import { inTurn, installMocks, type EvaluateOptions } from "../mocks";
import { inTreeOrder } from "../plan";
import { Children } from "./children";
import { Components, startProvider } from "./components";
import { EngineLog } from "./engine";
import { serve } from "./grpc";
import { folderOf, runProgram, startHost, type LanguageProgram } from "./host";
import { loader } from "./loader";
import { ProgramMonitor } from "./monitor";

/** A program whose requests fail ends by itself, and tidies up, in this time in milliseconds or never. */
const GRACE_MS = 5_000;

/**
 * Runs a program in any language of Pulumi's under mocks: its language host runs it as under Pulumi's
 * engine, whose place this process takes. Throws UserError with the program's own message where it
 * fails, and where there is no host on PATH.
 */
export function evaluateLanguage(
  program: LanguageProgram,
  options: Required<EvaluateOptions>,
): Promise<Evaluation> {
  return inTurn(async () => {
    const children = new Children();
    try {
      return await evaluateWith(children, program, options);
    } finally {
      await children.close();
    }
  });
}

async function evaluateWith(
  children: Children,
  program: LanguageProgram,
  options: Required<EvaluateOptions>,
): Promise<Evaluation> {
  const { project, stack, config } = options;
  const failure = new AbortController();
  const fail = (reason: unknown): void => {
    failure.abort(reason instanceof Error ? reason : new Error(inspect(reason)));
  };
  const { monitor: mocks, recorder } = await installMocks(options, fail);
  const monitor = new ProgramMonitor({ project, stack, mocks, fail });
  const log = new EngineLog();
  const { port, close } = await serve([monitor.service, log.service, loader]);
  const address = `127.0.0.1:${port}`;
  try {
    const host = startHost(children, program, address);
    const provider = startProvider(children, folderOf(program), address);
    void provider.unexpectedEnd().catch(fail);
    const surroundings = { project, stack, config, address };
    const components = new Components(provider, surroundings);
    monitor.use(components);
    const running = runProgram(host, program, surroundings).finally(() => {
      components.close();
    });
    const said = await untilEnd(running, failure.signal);
    failure.signal.throwIfAborted();
    if (log.errors.length > 0) throw new UserError(log.errors.join("\n"));
    if (said !== undefined) throw new UserError(said);
    if (host.said !== "") console.error(host.said);
    return { resources: inTreeOrder(recorder.registered), outputs: monitor.outputs };
  } finally {
    close();
  }
}

/** Resolves as the run does, or to undefined when it goes on for long after a failure. */
async function untilEnd<T>(run: Promise<T>, failure: AbortSignal): Promise<T | undefined> {
  const over = new AbortController();
  const patience = once(failure, "abort", { signal: over.signal })
    .then(() => delay(GRACE_MS, undefined, { signal: over.signal }))
    .catch(() => undefined);
  try {
    return await Promise.race([run, patience]);
  } catch (error) {
    failure.throwIfAborted();
    throw error;
  } finally {
    over.abort();
    await patience;
  }
}
