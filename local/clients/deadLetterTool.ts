import { join } from "node:path";
import { kafkaClientTools } from "../../archives/catalogue";
import { runTool, unzippedArchive } from "../services/jvm/tool";

/**
 * Runs plugins/dead-letters out of the client instance's archive, which Maven builds once; resolves
 * to its output, and throws UserError with what it says when it fails.
 */
export async function runDeadLetterTool(
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { name, version } = kafkaClientTools;
  const home = join(await unzippedArchive(kafkaClientTools), "plugin", `${name}-${version}`);
  const classPath = [join(home, "config"), join(home, "libs", "*")].join(":");
  return runTool({ classPath, mainClass: "dev.mskpipeline.deadletters.Main", args, signal });
}
