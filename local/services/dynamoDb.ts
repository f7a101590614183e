import { mkdirSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { UserError } from "../../support/userError";
import { cached } from "../../support/cache";
import { sha256Of } from "../../support/checksum";
import type { Java } from "./jvm/java";
import { launch } from "./jvm/launch";
import type { ResolvedPart } from "./jvm/parts";
import type { Service } from "../run/service";
import type { Run } from "../run/run";

/** DynamoDB Local takes any credentials, but it takes none without. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" } as const;

const MAIN_CLASS = "LoopbackDynamoDb";

/** Starts DynamoDB Local with nothing in it; it forgets everything when it ends. */
export async function startDynamoDb(
  run: Run,
  java: Java,
  { part, port }: { readonly part: ResolvedPart; readonly port: number },
): Promise<Service> {
  const main = await compiledMain(java, part);
  return launch(run, java, {
    part: { ...part, classPath: `${part.classPath}:${main}` },
    mainClass: MAIN_CLASS,
    args: [String(port)],
    heapMiB: 512,
    systemProperties: { "java.library.path": part.directory },
    env: { DDB_LOCAL_TELEMETRY: "0" },
    // One of its jars puts its own folder on the class path, which class data sharing refuses.
    shareClassData: false,
  });
}

/** Compiles the main class once for each of its versions. */
async function compiledMain(java: Java, part: ResolvedPart): Promise<string> {
  const source = join(__dirname, `${MAIN_CLASS}.java`);
  const hash = (await sha256Of(source)).slice(0, 12);
  return cached(`${part.directory}-main-${hash}`, async (temporary) => {
    mkdirSync(temporary);
    const compiler = ["-m", "jdk.compiler/com.sun.tools.javac.Main"];
    const options = ["--release", "17", "-cp", part.classPath, "-d", temporary];
    const { failed, all } = await execa(java.command, [...compiler, ...options, source], {
      all: true,
      reject: false,
    });
    if (!failed) return;
    throw new UserError(
      `DynamoDB Local's main class could not be compiled; the local run needs a JDK, not only a Java runtime. The compiler says:\n${all ?? ""}`,
    );
  });
}
