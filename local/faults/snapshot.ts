import type { DeclaredStage } from "../declared/declaredStage";
import { withConfig } from "../declared/withConfig";
import { quotedTable } from "../clients/database";
import { cdcFlow } from "../pipelines/cdc/flow";
import { required } from "../pipelines/sinkFlow";
import type { Started } from "../startStage";
import { until } from "../../support/waiting";
import { restartWorker } from "./crashes";
import type { Fault } from "./fault";

/** What a row of the snapshot takes, so that hundreds take seconds. */
const ROW_SECONDS = 0.02;

/** The first rows that a capture reads: those that are there already. */
export const snapshot: readonly Fault[] = [
  {
    name: "snapshot-interrupted",
    about: "the Connect worker is killed while the rows that are there already are read",
    pipeline: "cdc",
    times: 1,
    atOnce: true,
    prepare: () => Promise.resolve({ alter: slowSnapshot }),
    strike: async (started) => {
      const { worker, kafka, database } = started;
      const { captured, topic } = required(cdcFlow(started.stage), "a capture of changes");
      const rows = await required(database, "a database").rows(
        `SELECT "ORDER_ID" FROM ${quotedTable(captured)}`,
      );
      await untilSomeCaptured(started, topic);
      await worker.service.kill();
      const read = await kafka.count(topic);
      if (read >= rows.length) {
        throw new Error(`All ${rows.length} rows were read before the worker was killed.`);
      }
      started.context.view.say(`${read} of ${rows.length} rows were read`);
      await restartWorker(started);
    },
  },
];

/**
 * Has the database hand over a row after the other, slowly.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html#mysql-property-snapshot-select-statement-overrides
 */
function slowSnapshot(stage: DeclaredStage): DeclaredStage {
  const { source, captured, database } = required(cdcFlow(stage), "a capture of changes");
  const overrides = "snapshot.select.statement.overrides";
  // Each row is sent on once it is read: of MySQL, where there are more than so many.
  const [rows, slowly, one] =
    database.bootstrap.engine === "postgresql"
      ? [quotedTable(captured), `pg_sleep(${ROW_SECONDS}) IS NOT NULL`, "snapshot.fetch.size"]
      : [captured, `SLEEP(${ROW_SECONDS}) = 0`, "min.row.count.to.stream.results"];
  const slow = {
    [overrides]: captured,
    [`${overrides}.${captured}`]: `SELECT * FROM ${rows} WHERE ${slowly}`,
    [one]: "1",
  };
  return withConfig(stage, ({ name }) => (name === source ? slow : {}));
}

async function untilSomeCaptured({ context, kafka }: Started, topic: string): Promise<void> {
  await until(async () => ((await kafka.count(topic)) > 0 ? true : undefined), {
    signal: context.run.signal,
    otherwise: "No row was captured",
    seconds: 120,
  });
}
