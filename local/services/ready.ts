import { connect } from "node:net";
import { until, type UntilOptions } from "../../support/waiting";
import type { Run } from "../run/run";

/** Seconds that a program may take to answer; a busy machine is slow, but not for ever. */
const START_SECONDS = 120;

/** Waits for a port before any client asks, since clients wait longer after each refusal. */
export async function untilListening(run: Run, port: number, title: string): Promise<void> {
  await until(async () => ((await isListening(port)) ? true : undefined), waiting(run, title));
}

/** Asks again and again until a program answers; returns its answer. */
export async function untilReady<T>(run: Run, title: string, ask: () => Promise<T>): Promise<T> {
  const { answer } = await until(
    async () => {
      try {
        return { answer: await ask() };
      } catch {
        return undefined;
      }
    },
    waiting(run, title),
  );
  return answer;
}

function waiting({ signal, directory }: Run, title: string): UntilOptions {
  return {
    signal,
    otherwise: `${title} does not answer; its log is in ${directory}. It did not answer`,
    seconds: START_SECONDS,
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const settle = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", settle(true)).once("error", settle(false));
  });
}
