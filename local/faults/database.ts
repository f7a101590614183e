import { required } from "../pipelines/sinkFlow";
import { untilListening } from "../services/ready";
import type { Fault } from "./fault";

/** Longer than Debezium waits before it tries again, so that it tries in vain. */
const AWAY_MS = 15_000;

/** What a database does while its changes are captured. */
export const database: readonly Fault[] = [
  {
    name: "binlog-rotated",
    about: "the database goes on in another binlog file, and keeps no earlier one",
    pipeline: "cdc",
    times: 3,
    strike: async (started) => {
      await required(started.database, "a database").aside(async (other) => {
        await other.run("FLUSH BINARY LOGS");
        // MySQL keeps what is still being read, and what comes after it.
        await other.run("PURGE BINARY LOGS BEFORE NOW()");
        return 0;
      });
    },
  },
  {
    name: "database-stopped",
    about: "the database stops twice, and is back after 15 s",
    pipeline: "cdc",
    times: 2,
    strike: async ({ context: { run, ports }, database, databaseServer }) => {
      const server = required(databaseServer, "a database");
      await required(database, "a database").through(async () => {
        await run.restart(server, AWAY_MS);
        await untilListening(run, ports.database, server.title);
      });
    },
  },
];
