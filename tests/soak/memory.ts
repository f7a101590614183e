import { readFileSync } from "node:fs";
import { execa } from "execa";

/** What a JVM holds at a moment. */
export interface Memory {
  /** What its objects take that something still refers to, in MiB. */
  readonly liveMiB: number;
  /** How many of these are of the project's own plugins. */
  readonly ownObjects: number;
  readonly threads: number;
  /** What the operating system gave it, in MiB. */
  readonly residentMiB: number;
}

const MIB = 1024 ** 2;
const OWN_CLASSES = /^dev\.mskpipeline\./;

/**
 * Measures a JVM on Linux, after it has collected all garbage, which a class histogram makes it do.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/specs/man/jcmd.html
 */
export async function memoryOf(pid: number): Promise<Memory> {
  const { stdout } = await execa("jcmd", [String(pid), "GC.class_histogram"]);
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  const number = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  return {
    ...liveOf(stdout),
    threads: number("Threads"),
    residentMiB: number("VmRSS") / 1024,
  };
}

/** Reads a histogram: number, objects, bytes and class in each line, and the sums in the last. */
export function liveOf(histogram: string): Pick<Memory, "liveMiB" | "ownObjects"> {
  const total = /^Total\s+\d+\s+(\d+)/m.exec(histogram)?.[1];
  if (total === undefined) throw new Error(`No histogram of classes: ${histogram.slice(0, 200)}`);
  const classes = [...histogram.matchAll(/^\s*\d+:\s+(\d+)\s+\d+\s+(\S+)/gm)];
  const own = classes.filter(([, , name = ""]) => OWN_CLASSES.test(name));
  return {
    liveMiB: Number(total) / MIB,
    ownObjects: own.reduce((sum, [, objects]) => sum + Number(objects), 0),
  };
}
