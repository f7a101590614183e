import type * as pulumi from "@pulumi/pulumi";
import { postgreSqlSetupSteps, scramVerifier } from "../../connectors/capturedPostgreSql";
import { POSTGRESQL_PORT } from "../../support/ports";
import type { AuroraPostgreSqlArgs } from "./args";
import { AuroraCluster } from "./auroraCluster";
import { postgreSqlChecks } from "./checks";
import { atOnce, atStart, type Engine, type Parameter } from "./engine";

/**
 * Aurora PostgreSQL cluster in private subnets whose changes can be captured: encrypted, reached by
 * TLS only and by nobody whose security group is not let in, with a log that replication slots read.
 * RDS keeps and rotates the master user's password. The tables, their publication and the user who
 * captures their changes are set up through the Data API. Instances are billed by the hour.
 *
 *     const database = new AuroraPostgreSql("sales", { clusterName: "sales", engineVersion: "16.8", ... });
 */
export class AuroraPostgreSql extends AuroraCluster {
  constructor(name: string, args: AuroraPostgreSqlArgs, opts?: pulumi.ComponentResourceOptions) {
    const kind = {
      type: "AuroraPostgreSql",
      checks: postgreSqlChecks(args),
      engine: () => postgreSql(args),
    };
    super(kind, name, args, opts);
  }
}

/** The salt of no password: every program must come to the same statements. */
const NO_SALT = Buffer.alloc(16);

function postgreSql(args: AuroraPostgreSqlArgs): Engine {
  const { database, captureUser: user } = args;
  return {
    engine: "aurora-postgresql",
    version: args.engineVersion,
    family: "aurora-postgresql16",
    port: POSTGRESQL_PORT,
    // RDS reserves `admin` where the engine is PostgreSQL.
    masterUser: "postgres",
    parameters: parameters(args),
    // The Data API cannot make one, since it is connected to one.
    databaseName: database.name,
    auditLog: "postgresql",
    bootstrap: { engine: "postgresql", database, captureUser: user },
    steps: postgreSqlSetupSteps({ database, user, verifier: scramVerifier("", NO_SALT) }),
  };
}

/**
 * Returns the parameters of a cluster whose changes are captured. How much of its log waits for a
 * slot has no limit: beyond one, changes would be lost without a word. The alarm on it says so first.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Replication.Logical-Configure.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
 */
function parameters({ auditLogs }: AuroraPostgreSqlArgs): Parameter[] {
  return [
    atStart("rds.logical_replication", "1"),
    atStart("rds.force_ssl", "1"),
    ...(auditLogs
      ? [
          atOnce("log_connections", "1"),
          atOnce("log_disconnections", "1"),
          // Every change of tables and of rights, but no rows and no queries.
          atOnce("log_statement", "ddl"),
        ]
      : []),
  ];
}
