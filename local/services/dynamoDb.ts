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
import type { Service } from "../run/service";
import type { Context } from "./context";
import { untilListening } from "./ready";

/** Where DynamoDB Local keeps its items: on disk they outlive its process. */
export type Storage = "memory" | "disk";

/** Leads what its web server logs to the Log4j that it brings along, which writes errors alone. */
const LOGGER = "org.apache.logging.log4j:log4j-slf4j-impl:2.17.1";

const MAIN_CLASS = "LoopbackDynamoDb";

export const dynamoDbPart: JvmPart = {
  title: `DynamoDB Local ${DYNAMODB_LOCAL_VERSION}`,
  name: "dynamodb",
  version: DYNAMODB_LOCAL_VERSION,
  artifacts: [`com.amazonaws:DynamoDBLocal:${DYNAMODB_LOCAL_VERSION}`, LOGGER],
};

/** DynamoDB Local and its client. */
export interface DynamoDb {
  readonly service: Service;
  readonly client: TableClient;
}

/** Starts DynamoDB Local; resolves when it answers. */
export async function startDynamoDb(context: Context, storage: Storage): Promise<DynamoDb> {
  const { run, view, ports } = context;
  return view.step(
    dynamoDbPart.title,
    async (note) => {
      const service = await launchDynamoDb(context, await resolvePart(dynamoDbPart, note), storage);
      await untilListening(run, ports.dynamoDb, dynamoDbPart.title);
      return { service, client: new TableClient(`http://${address(ports.dynamoDb)}`) };
    },
    () => address(ports.dynamoDb),
  );
}

/** Starts DynamoDB Local with nothing in it; in memory it forgets everything when it ends. */
async function launchDynamoDb(
  { run, java, ports }: Context,
  part: ResolvedPart,
  storage: Storage,
): Promise<Service> {
  const main = await compiledMain(java, part);
  const folder = run.path("dynamodb");
  if (storage === "disk") mkdirSync(folder);
  return launch(run, java, {
    part: { ...part, classPath: `${part.classPath}:${main}` },
    mainClass: MAIN_CLASS,
    args: [String(ports.dynamoDb), ...(storage === "disk" ? [folder] : [])],
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
