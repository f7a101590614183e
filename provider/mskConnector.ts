import type { ComponentResourceOptions } from "@pulumi/pulumi";
import * as components from "../components";
import { connectorOf, type ConnectorDescription } from "./description";

export interface MskConnectorArgs extends Omit<
  components.MskConnectorArgs,
  "connector" | "startAfter"
> {
  /** What runs. */
  readonly connector: ConnectorDescription;
}

/**
 * Runs a connector on MSK Connect, with a role, a security group, a worker configuration and a log
 * group of its own. The deployment fails unless it runs in the end. Its workers are billed by the
 * hour. What must be there before it starts, such as its topics and its table, is named by the option
 * dependsOn.
 */
export class MskConnector extends components.MskConnector {
  constructor(name: string, args: MskConnectorArgs, opts?: ComponentResourceOptions) {
    super(name, { ...args, connector: connectorOf(args.connector) }, opts);
  }
}
