import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheDirectory, cached } from "../../../support/cache";
import { fetchJars } from "../../../support/jars";
import type { Note } from "../../view/view";

/** A program of the JVM that Maven brings: what it is and what it is made of. */
export interface JvmPart {
  /** What users see, such as "Kafka broker 3.9.2". */
  readonly title: string;
  /** Names its folder in the cache, together with the version and what it is made of. */
  readonly name: string;
  readonly version: string;
  /** Maven coordinates, group:artifact:version. */
  readonly artifacts: readonly string[];
}

/** A part that is on this machine. */
export interface ResolvedPart extends JvmPart {
  /** Folder of its jars and native libraries. */
  readonly directory: string;
  /** Its jars, in an order that is always the same, as java takes them. */
  readonly classPath: string;
}

/**
 * Finds a part in the cache or has Maven download it, with everything it depends on; a download is
 * noted. Throws UserError when Maven is missing or cannot download it.
 */
export async function resolvePart(
  part: JvmPart,
  note: Note = () => undefined,
): Promise<ResolvedPart> {
  const { title, artifacts } = part;
  const made = createHash("sha256").update(artifacts.join()).digest("hex").slice(0, 8);
  const target = join(cacheDirectory(), "jvm", `${part.name}-${part.version}-${made}`);
  const directory = await cached(target, (temporary) => {
    note("Maven downloads it, this once");
    return fetchJars(temporary, { artifacts, purpose: `download ${title}` });
  });
  return { ...part, directory, classPath: await classPathOf(directory) };
}

/** The jars in a folder, in an order that is always the same, as java takes them. */
export async function classPathOf(directory: string): Promise<string> {
  const files = await readdir(directory, { recursive: true });
  const jars = files.filter((file) => file.endsWith(".jar")).sort();
  return jars.map((jar) => join(directory, jar)).join(":");
}
