import { anyHas } from "./pipelines";
import type { Settings } from "./schema";

/** Session Manager's own: without all three an instance never shows up in it. */
const SESSION_MANAGER = ["ssm", "ssmmessages", "ec2messages"];

/**
 * Returns the AWS services that the private subnets reach by interface endpoints: those that the
 * stage names, and without a NAT gateway those that what it runs cannot do without.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export function interfaceEndpoints(
  settings: Pick<
    Settings,
    "nat" | "interfaceEndpoints" | "kafkaClient" | "pipeline" | "recordFormat"
  >,
): string[] {
  const needed =
    settings.nat === "none"
      ? [
          ...(settings.kafkaClient ? SESSION_MANAGER : []),
          ...(anyHas(settings.pipeline, "database") ? ["secretsmanager"] : []),
          ...(settings.recordFormat === "avro" ? ["glue"] : []),
        ]
      : [];
  return [...new Set([...settings.interfaceEndpoints, ...needed])];
}
