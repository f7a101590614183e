import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../support/userError";
import { cached } from "../../support/cache";
import { sha256Of } from "../../support/checksum";
import type { Java } from "./jvm/java";
import { launch } from "./jvm/launch";
import { resolvePart, type JvmPart, type ResolvedPart } from "./jvm/parts";
import { TableClient } from "../clients/tables";
import { DYNAMODB_LOCAL_VERSION } from "../declared/versions";
import { address } from "../run/ports";
import type { Context } from "./context";
import { untilListening } from "./ready";

const MAIN_CLASS = "LoopbackDynamoDb";

export const dynamoDbPart: JvmPart = {
  title: `DynamoDB Local ${DYNAMODB_LOCAL_VERSION}`,
  name: "dynamodb",
  version: DYNAMODB_LOCAL_VERSION,
  artifacts: [`com.amazonaws:DynamoDBLocal:${DYNAMODB_LOCAL_VERSION}`],
};

/** Starts DynamoDB Local; resolves to its client when it answers. */
export async function startDynamoDb(context: Context): Promise<TableClient> {
  const { run, view, ports } = context;
  return view.step(
    dynamoDbPart.title,
    async (note) => {
      await launchDynamoDb(context, await resolvePart(dynamoDbPart, note));
      await untilListening(run, ports.dynamoDb, dynamoDbPart.title);
      return new TableClient(`http://${address(ports.dynamoDb)}`);
    },
    () => address(ports.dynamoDb),
  );
}

/** Starts DynamoDB Local with nothing in it; it forgets everything when it ends. */
async function launchDynamoDb({ run, java, ports }: Context, part: ResolvedPart): Promise<void> {
  const main = await compiledMain(java, part);
  await launch(run, java, {
    part: { ...part, classPath: `${part.classPath}:${main}` },
    mainClass: MAIN_CLASS,
    args: [String(ports.dynamoDb)],
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
      `DynamoDB Local's main class could not be compiled; the local run needs a JDK, not only a Java runtime. The compiler says:\n${all}`,
    );
  });
}
