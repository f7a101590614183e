import type { ComponentResourceOptions, Input, Output } from "@pulumi/pulumi";
import * as components from "../components";
import { mapped } from "../support/mapped";
import { connectorOf, type ConnectorDescription } from "./description";

export interface MonitoringArgs extends Omit<components.MonitoringArgs, "connectors"> {
  /** The connectors by their name within the stage. */
  readonly connectors: Readonly<Record<string, MonitoredConnector>>;
}

export interface MonitoredConnector {
  /** What runs, as its MskConnector was told. */
  readonly connector: ConnectorDescription;
  readonly connectorName: Input<string>;
  readonly logGroupName: Input<string>;
}

/**
 * Watches a stage: alarms of all that runs in it, one topic that they publish to, one dashboard, and
 * metrics of what the sinks log. Alarms, dashboard and those metrics are billed by the month.
 */
export class Monitoring extends components.Monitoring {
  /** Names of the alarms that go off when a task of a connector has failed, for SelfHealing. */
  readonly failedTasks: Readonly<Record<string, Output<string>>>;

  constructor(name: string, args: MonitoringArgs, opts?: ComponentResourceOptions) {
    const connectors = mapped(args.connectors, (watched) => ({
      ...watched,
      connector: connectorOf(watched.connector),
    }));
    super(name, { ...args, connectors }, opts);
    this.failedTasks = mapped(this.failedTaskAlarms, ({ name: alarm }) => alarm);
  }
}
