import type { Bootstrap } from "../../../connectors/databaseBootstrap";
import type { DatabaseClient } from "../../clients/database";
import type { Credentials, DatabaseAddress } from "../../clients/session";
import type { Database } from "../../declared/declaredStage";
import type { Service } from "../../run/service";
import type { Note } from "../../view/view";
import type { Context } from "../context";
import { authorityFile, DATABASE_HOST, type ServerCertificate } from "./certificates";

/** A kind of server that stands in for Aurora. */
export interface DatabaseServer {
  readonly title: string;
  /**
   * Starts it as RDS hands a cluster over: with a master user, and what else of RDS's own the
   * bootstrap uses. Resolves when it takes requests.
   */
  start(
    context: Context,
    database: Database,
    master: Credentials,
    certificate: ServerCertificate,
    note: Note,
  ): Promise<Service>;
  /** What is left to do once it is set up, by its master user. */
  readonly finish?: (client: DatabaseClient, bootstrap: Bootstrap) => Promise<void>;
}

/** Returns where the run's database server is, or will be. */
export function databaseAddress({ run, ports }: Pick<Context, "run" | "ports">): DatabaseAddress {
  return { host: DATABASE_HOST, port: ports.database, authority: authorityFile(run) };
}
