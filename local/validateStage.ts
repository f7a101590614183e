import { inRun } from "./inRun";
import { startBroker } from "./services/broker";
import { databaseCertificate, startDatabase } from "./services/database/database";
import {
  checkConfigurations,
  readProgram,
  startConnect,
  translateHere,
  type StartOptions,
} from "./startStage";
import type { View } from "./view/view";

/**
 * Has every connector of a stage checked by its plugin, on a worker of the stage's version; throws
 * UserError that names everything that is wrong.
 */
export async function validateStage(
  options: Omit<StartOptions, "records">,
  view: View,
  interrupt: AbortSignal,
): Promise<void> {
  const declared = await readProgram(options, view, interrupt);
  await inRun(options, view, interrupt, async (context) => {
    const stage = translateHere(context, declared, { ...options, records: 1 });
    const certificate = await databaseCertificate(context, stage);
    const [{ worker }, , database] = await Promise.all([
      startConnect(context, stage),
      startBroker(context, stage),
      // Debezium asks it about its own configuration.
      startDatabase(context, stage, certificate),
    ]);
    await checkConfigurations(context, stage, worker);
    await database?.client.close();
  });
}
