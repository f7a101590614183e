import { execa } from "execa";
import { UserError } from "../../support/userError";
import { until } from "../../support/waiting";
import { restartBroker } from "./crashes";
import type { Fault } from "./fault";

/** A disk that takes nothing more. */
export const diskFull: readonly Fault[] = [
  {
    name: "disk-full",
    about:
      "the broker cannot write to its disk any more, ends of it twice, and comes back with room",
    pipeline: "orders",
    times: 2,
    strike: async (started) => {
      const { run, view } = started.context;
      const broker = run.newest(started.broker);
      let end: string | undefined;
      void broker.mayEnd().then((how) => (end = how));
      await refuseWrites(broker.pid);
      const how = await until(() => Promise.resolve(end), {
        signal: run.signal,
        otherwise: `${broker.title} did not end without a disk`,
        seconds: 120,
      });
      view.say(`${broker.title} ended by itself (${how})`);
      await restartBroker(started);
    },
  },
];

/**
 * Has the kernel refuse every write of a process that would make a file larger, as it does on a full
 * disk: to Kafka both are a failed write to a log. The process that is started next is free again.
 *
 * @see https://man7.org/linux/man-pages/man1/prlimit.1.html
 */
export async function refuseWrites(pid: number): Promise<void> {
  const { failed, shortMessage } = await execa("prlimit", [`--pid=${pid}`, "--fsize=1:"], {
    reject: false,
  });
  if (failed) {
    throw new UserError(`Fault disk-full needs prlimit of Linux's util-linux. ${shortMessage}`);
  }
}
