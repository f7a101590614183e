import type { input } from "@pulumi/aws/types";

type Parameter = input.rds.ClusterParameterGroupParameter;

/**
 * Returns the parameters of a cluster whose changes are captured: its binlog holds whole rows, with
 * the ids of transactions that stay the same when another instance becomes the writer. Clients must
 * use TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html
 */
export function databaseParameters({ auditLogs }: { readonly auditLogs: boolean }): Parameter[] {
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

/** Takes effect when an instance starts, as AWS asks for static parameters. */
function atStart(name: string, value: string): Parameter {
  return { name, value, applyMethod: "pending-reboot" };
}

function atOnce(name: string, value: string): Parameter {
  return { name, value, applyMethod: "immediate" };
}
