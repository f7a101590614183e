import { mkdir } from "node:fs/promises";
import { execa, ExecaError } from "execa";
import { lock } from "proper-lockfile";
import { UserError } from "./userError";
import { cacheDirectory } from "./cache";

const HALF_AN_HOUR_MS = 30 * 60 * 1000;

/**
 * Has Maven's JVM use the quick compiler only, which a build that ends within a minute does better
 * with; what the user's own MAVEN_OPTS says comes after it, and wins.
 */
export const mavenEnvironment = {
  MAVEN_OPTS: `-XX:TieredStopAtLevel=1 ${process.env["MAVEN_OPTS"] ?? ""}`.trim(),
};

/**
 * Runs Maven, one at a time on this machine for this cache: Maven's local repository is not made
 * for several writers. `purpose` completes "Maven could not ...".
 */
export async function runMaven(args: readonly string[], purpose: string): Promise<void> {
  await mkdir(cacheDirectory(), { recursive: true });
  const release = await lock(cacheDirectory(), {
    lockfilePath: `${cacheDirectory()}/maven.lock`,
    retries: { forever: true, minTimeout: 100, maxTimeout: 1000, maxRetryTime: HALF_AN_HOUR_MS },
  });
  try {
    // A jar whose checksum is wrong is a failure, not a warning.
    await execa("mvn", ["--batch-mode", "--quiet", "--strict-checksums", ...args], {
      all: true,
      stdin: "ignore",
      env: mavenEnvironment,
    });
  } catch (error) {
    throw mavenError(error, purpose);
  } finally {
    await release();
  }
}

function mavenError(error: unknown, purpose: string): unknown {
  if (!(error instanceof ExecaError)) return error;
  if (error.code === "ENOENT") {
    return new UserError(
      `Maven could not ${purpose}: there is no mvn on PATH. Install Apache Maven 3.8 or later and a JDK 17.`,
    );
  }
  const output = typeof error.all === "string" ? error.all : error.shortMessage;
  return new UserError(
    `Maven could not ${purpose}. It said:\n${firstErrors(output)}\nIf Maven Central cannot be reached, configure a mirror or a proxy in Maven's settings.xml.`,
  );
}

/** Maven ends with advice that is the same for every failure; what went wrong stands first. */
function firstErrors(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const errors = lines.filter((line) => line.includes("ERROR"));
  return (errors.length > 0 ? errors : lines)
    .slice(0, 8)
    .map((line) => `  ${line}`)
    .join("\n");
}
