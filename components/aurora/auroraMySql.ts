import type * as pulumi from "@pulumi/pulumi";
import { mySqlSetupSteps, nativePasswordHash } from "../../connectors/capturedMySql";
import { MYSQL_PORT } from "../../support/ports";
import type { AuroraMySqlArgs } from "./args";
import { AuroraCluster } from "./auroraCluster";
import { mySqlChecks } from "./checks";
import { atOnce, atStart, type Engine, type Parameter } from "./engine";

/**
 * Aurora MySQL cluster in private subnets whose changes can be captured: encrypted, reached by TLS
 * only and by nobody whose security group is not let in, with a binlog of whole rows. RDS keeps and
 * rotates the master user's password. The database and the user who captures its changes are set up
 * through the Data API. Instances are billed by the hour.
 *
 *     const database = new AuroraMySql("sales", { clusterName: "sales", instanceClass: "db.r6g.large", ... });
 */
export class AuroraMySql extends AuroraCluster {
  constructor(name: string, args: AuroraMySqlArgs, opts?: pulumi.ComponentResourceOptions) {
    const kind = { type: "AuroraMySql", checks: mySqlChecks(args), engine: () => mySql(args) };
    super(kind, name, args, opts);
  }
}

function mySql(args: AuroraMySqlArgs): Engine {
  const { database, captureUser: user, binlogRetentionHours } = args;
  const passwordHash = nativePasswordHash("");
  return {
    engine: "aurora-mysql",
    version: args.engineVersion,
    family: "aurora-mysql8.0",
    port: MYSQL_PORT,
    masterUser: "admin",
    parameters: parameters(args),
    auditLog: "audit",
    bootstrap: { database, captureUser: user, binlogRetentionHours },
    steps: mySqlSetupSteps({ database, user, passwordHash, binlogRetentionHours }),
  };
}

/**
 * Returns the parameters of a cluster whose changes are captured: its binlog holds whole rows, with
 * the ids of transactions that stay the same when another instance becomes the writer. Clients must
 * use TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html
 */
function parameters({ auditLogs }: AuroraMySqlArgs): Parameter[] {
  return [
    atStart("binlog_format", "ROW"),
    // Lower case is what AWS allows; MySQL takes either.
    atStart("binlog_row_image", "full"),
    // With a hyphen, unlike MySQL's own variable.
    atStart("gtid-mode", "ON"),
    atStart("enforce_gtid_consistency", "ON"),
    atOnce("require_secure_transport", "ON"),
    ...(auditLogs
      ? [
          atOnce("server_audit_logging", "1"),
          // Who connects, and every change of tables and of rights, but no rows and no queries.
          atOnce("server_audit_events", "CONNECT,QUERY_DDL,QUERY_DCL"),
        ]
      : []),
  ];
}
