import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { cached } from "../../../support/cache";
import type { Service } from "../../run/service";
import type { Run } from "../../run/run";
import type { Java } from "./java";
import type { ResolvedPart } from "./parts";

export interface JvmProgram {
  readonly part: ResolvedPart;
  readonly mainClass: string;
  readonly args: readonly string[];
  /** Largest heap in MiB. */
  readonly heapMiB: number;
  readonly systemProperties?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** @default true */
  readonly shareClassData?: boolean;
}

/**
 * Options for programs that live for a minute and share two cores: the quick compiler only and the
 * simplest collector start in two thirds of the time.
 */
export const QUICK_START = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** Starts a program of the JVM; its output goes to `<part>.log` in the run's folder. */
export async function launch(run: Run, java: Java, program: JvmProgram): Promise<Service> {
  const { part, mainClass, args, heapMiB, systemProperties = {}, env = {} } = program;
  const shared = program.shareClassData ?? true;
  const classData = shared ? classDataOf(run, java, part) : NO_CLASS_DATA;
  return run.start(
    {
      title: part.title,
      file: java.command,
      args: [
        ...QUICK_START,
        ...classData.options,
        `-Xmx${heapMiB}m`,
        ...Object.entries(systemProperties).map(([key, value]) => `-D${key}=${value}`),
        "-cp",
        part.classPath,
        mainClass,
        ...args,
      ],
      env: { ...withoutAws(process.env), ...env },
      afterwards: classData.keep,
    },
    `${part.name}.log`,
  );
}

interface ClassData {
  readonly options: readonly string[];
  /** Keeps for later runs what this one has written. */
  readonly keep: () => Promise<void>;
}

const NO_CLASS_DATA: ClassData = { options: [], keep: () => Promise.resolve() };

/**
 * Class data sharing: the first run leaves the classes that it loaded in the cache, ready to be
 * mapped into memory, which saves later runs a third of their start.
 */
function classDataOf(run: Run, { version }: Java, part: ResolvedPart): ClassData {
  const target = `${part.directory}-java-${version}.jsa`;
  if (existsSync(target)) {
    return { ...NO_CLASS_DATA, options: [`-XX:SharedArchiveFile=${target}`] };
  }
  const written = run.path(`${part.name}.jsa`);
  return {
    options: [`-XX:ArchiveClassesAtExit=${written}`],
    keep: async () => {
      if (!existsSync(written)) return;
      await cached(target, (temporary) => copyFile(written, temporary));
    },
  };
}

/** Nothing here may reach AWS, so no program gets the user's account. */
function withoutAws(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).flatMap(([key, value]) =>
    value === undefined || key.startsWith("AWS_") ? [] : [[key, value] as const],
  );
  return Object.fromEntries(entries);
}
