import { required } from "../pipelines/sinkFlow";
import type { Fault } from "./fault";

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
      });
    },
  },
];
