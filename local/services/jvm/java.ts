import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../../support/userError";

const INSTALL = "Install a JDK 17 or later, and put it on PATH or name it by JAVA_HOME.";

/** The java that programs are run with. */
export interface Java {
  readonly command: string;
  /** As the JVM calls itself, such as 17.0.15. */
  readonly version: string;
}

/** Finds java by JAVA_HOME or PATH; throws UserError where there is none, or one before 17. */
export async function findJava(): Promise<Java> {
  const home = process.env["JAVA_HOME"];
  const command = home ? join(home, "bin", "java") : "java";
  const version = javaVersion(await versionOutput(command, home));
  if (Number(version.split(".")[0]) < 17) {
    throw new UserError(
      `The local run needs Java 17 or later, but ${command} is ${version}. ${INSTALL}`,
    );
  }
  return { command, version };
}

/** Reads `openjdk version "17.0.15" 2025-04-15`, and `java version "1.8.0_402"` as 8. */
export function javaVersion(output: string): string {
  const version = /version "([^"]+)"/.exec(output)?.[1] ?? "unknown";
  return version.replace(/^1\./, "");
}

async function versionOutput(command: string, home: string | undefined): Promise<string> {
  const found = await execa(command, ["-version"], { all: true, stdin: "ignore", reject: false });
  if (!found.failed) return found.all;
  const missing = home
    ? `JAVA_HOME is ${home}, which has no bin/java that runs`
    : "there is no java on PATH that runs";
  throw new UserError(`The local run needs Java 17 or later: ${missing}. ${INSTALL}`);
}
