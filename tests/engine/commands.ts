import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { execa } from "execa";
import { parseArchive, prepareArchive } from "../../archives/prepare";
import { parseExpectation, verifyConnector } from "../../deploy/steps/checkConnector";
import { parseBootstrap } from "../../connectors/databaseBootstrap";
import { bootstrapDatabase } from "../../deploy/steps/setUpDatabase";
import "../../support/awsSdk";
import { projectRoot } from "../../support/projectRoot";
import type { CloudApi } from "./cloud/api";

/** What made-up archives hold: another release is another archive. */
export interface Archives {
  release: string;
}

/** Runs a command of the program on its standard input; answers its standard output. */
export type Commands = (command: string, stdin: string) => Promise<string>;

/** The commands as a deployment runs them; AWS is the stand-in, which they ask as nobody. */
export function commandsByShell({ url }: CloudApi): Commands {
  const env = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none" };
  return async (command, input) => {
    const { stdout } = await execa("/bin/sh", ["-c", command], { input, cwd: projectRoot, env });
    return stdout;
  };
}

/**
 * What the commands do, in this process, which takes a hundredth of the time; an archive that Maven
 * would build, or that would be downloaded, is a small file in the folder.
 */
export function commandsInProcess(
  { url }: CloudApi,
  folder: string,
  archives: Readonly<Archives>,
): Commands {
  const options = {
    region: "us-east-1",
    endpoint: url,
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  };
  const connect = new KafkaConnectClient(options);
  const logs = new CloudWatchLogsClient(options);
  const data = new RDSDataClient(options);
  const secrets = new SecretsManagerClient(options);
  const known: Readonly<Record<string, (stdin: string) => Promise<string>>> = {
    "plugin-archive": (stdin) => prepare(stdin, folder, archives),
    "verify-connector": async (stdin) => {
      await verifyConnector({ connect, logs }, parseExpectation(stdin));
      return "";
    },
    "bootstrap-database": async (stdin) => {
      await bootstrapDatabase({ data, secrets }, parseBootstrap(stdin), () => undefined);
      return "";
    },
  };
  return (command, stdin) => {
    const run = known[nameOf(command)];
    if (run === undefined) throw new Error(`${command} is no command of the program`);
    return run(stdin);
  };
}

/** Names a command, which another team's program runs as a binary of the package. */
function nameOf(command: string): string {
  const [, file = "", binary = file] =
    /^(?:node --import tsx deploy\/(\w+)\.ts|npx --no msk-pipeline-([\w-]+))$/.exec(command) ?? [];
  return binary.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

async function prepare(
  stdin: string,
  folder: string,
  { release }: Readonly<Archives>,
): Promise<string> {
  const archive = parseArchive(stdin);
  const { source } = archive;
  if (source.kind === "file" && existsSync(source.file)) {
    return JSON.stringify(await prepareArchive(archive));
  }
  const content = stdin + release;
  const sha256 = createHash("sha256").update(content).digest("hex");
  const path = join(folder, `${archive.name}.zip`);
  writeFileSync(path, content);
  return JSON.stringify({ path, sha256 });
}
