import { inRun } from "./run/inRun";
import { runBroker } from "./stack";
import {
  adaptation,
  checkConfigurations,
  databaseCertificate,
  readProgram,
  startDatabase,
  startPlugins,
} from "./startStage";
import type { StartOptions } from "./startStage";
import type { View } from "./view/view";

/**
 * Has every connector of a stage checked by its plugin, on a worker of the stage's version; throws
 * UserError that names everything that is wrong.
 */
export async function validateStage(
  stage: Omit<StartOptions, "records">,
  view: View,
  interrupt: AbortSignal,
): Promise<void> {
  const options = { ...stage, records: 1 };
  const declared = await readProgram(options, view);
  await inRun(options, view, interrupt, async (context) => {
    const adapt = adaptation(context, options);
    const certificate = await databaseCertificate(context, declared);
    const [[pipeline, worker], , database] = await Promise.all([
      startPlugins(context, options, adapt),
      runBroker(context, adapt(declared)),
      startDatabase(context, declared, certificate),
    ]);
    await checkConfigurations(context, pipeline, worker);
    await database?.close();
  });
}
