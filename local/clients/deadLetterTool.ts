import { join, resolve } from "node:path";
import { execa } from "execa";
import { kafkaClientTools } from "../../archives/catalogue";
import { prepareArchive } from "../../archives/prepare";
import { unzipPlugin } from "../../archives/unzip";
import { projectRoot } from "../../support/projectRoot";
import { UserError } from "../../support/userError";
import { findJava } from "../services/jvm/java";
import { QUICK_START } from "../services/jvm/launch";

/**
 * Runs plugins/dead-letters out of the client instance's archive, which Maven builds once; resolves
 * to its output, and throws UserError with what it says when it fails.
 */
export async function runDeadLetterTool(
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const java = await findJava();
  const { name, version } = kafkaClientTools;
  const { path } = await prepareArchive(kafkaClientTools);
  const { directory } = await unzipPlugin(resolve(projectRoot, path));
  const home = join(directory, "plugin", `${name}-${version}`);
  const classPath = [join(home, "config"), join(home, "libs", "*")].join(":");
  const ended = await execa(
    java.command,
    [...QUICK_START, "-cp", classPath, "dev.mskpipeline.deadletters.Main", ...args],
    // A record may hold much.
    { stdin: "ignore", reject: false, cancelSignal: signal, maxBuffer: 1024 ** 3 },
  );
  signal.throwIfAborted();
  if (!ended.failed) return ended.stdout;
  throw new UserError(ended.stderr.trim() || ended.shortMessage);
}
