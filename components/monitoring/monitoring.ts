import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { createAlarm, type Alarm } from "./alarm";
import { connectorAlarms, FAILED_TASKS, type WatchedConnector } from "./connectAlarms";
import { dashboardBody } from "./dashboard";
import { databaseAlarms, type WatchedDatabase } from "./databaseAlarms";
import { functionAlarms, type WatchedFunction } from "./functionAlarms";
import { clusterAlarms, type WatchedCluster } from "./kafkaAlarms";
import { summaryFilters } from "./summaries";
import { tableAlarms, type WatchedTable } from "./tableAlarms";
import { alarmTopic, type AlarmTopicArgs } from "./topic";

export interface MonitoringArgs extends AlarmTopicArgs {
  readonly region: string;
  readonly cluster: WatchedCluster;
  /** The connectors by their name within the stage. */
  readonly connectors: Readonly<Record<string, WatchedConnector>>;
  /** The tables by their role. */
  readonly tables: Readonly<Record<string, WatchedTable>>;
  /**
   * Database whose changes are captured.
   * @default - there is none
   */
  readonly database?: WatchedDatabase | undefined;
  /** Functions that a schedule calls, by what they are for. */
  readonly functions: Readonly<Record<string, WatchedFunction>>;
}

/**
 * Watches a stage: alarms of all that runs in it, one topic that they publish to, one dashboard, and
 * metrics of what the sinks log. Alarms, dashboard and those metrics are billed by the month.
 *
 *     new Monitoring("monitoring", { stackName: "orders-prod", cluster, connectors, tables, ... });
 */
export class Monitoring extends pulumi.ComponentResource {
  /** Topic that every alarm publishes to. */
  readonly topicArn: pulumi.Output<string>;
  readonly dashboardName: pulumi.Output<string>;
  /** Alarms that go off when a task of a connector has failed, by the connector's name. */
  readonly failedTaskAlarms: Readonly<Record<string, cloudwatch.MetricAlarm>>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:Monitoring", name, args, opts);
    this.topicArn = alarmTopic(name, args, this);
    for (const [sink, { connector, logGroupName }] of Object.entries(args.connectors)) {
      if (connector.summaries === true)
        summaryFilters(name, args.stackName, sink, logGroupName, this);
    }
    const surroundings = { ...args, topicArn: this.topicArn };
    const alarms = new Map(
      alarmsOf(args).map((alarm) => [alarm.name, createAlarm(name, alarm, surroundings, this)]),
    );
    this.failedTaskAlarms = failedTaskAlarms(Object.keys(args.connectors), alarms);
    this.dashboardName = this.createDashboard(name, args, [...alarms.values()]);
    this.registerOutputs({ topicArn: this.topicArn, dashboardName: this.dashboardName });
  }

  private createDashboard(
    name: string,
    args: MonitoringArgs,
    alarms: readonly cloudwatch.MetricAlarm[],
  ): pulumi.Output<string> {
    const shown = pulumi.output({
      stackName: args.stackName,
      region: args.region,
      alarmArns: alarms.map(({ arn }) => arn),
      clusterName: args.cluster.clusterName,
      brokerType: args.cluster.brokerType,
      connectors: Object.values(args.connectors).map(({ connector, connectorName }) => {
        const { kind, nameInStage, groups, reads, writes, summaries = false } = connector;
        return { kind, nameInStage, groups, reads, writes, summaries, connectorName };
      }),
      tables: Object.values(args.tables).map(({ tableName }) => ({ tableName })),
      database: args.database && {
        clusterIdentifier: args.database.clusterIdentifier,
        engine: args.database.engine,
      },
    });
    const dashboard = new cloudwatch.Dashboard(
      `${name}-dashboard`,
      {
        dashboardName: args.stackName,
        dashboardBody: shown.apply((known) => JSON.stringify(dashboardBody(known))),
      },
      { parent: this },
    );
    return dashboard.dashboardName;
  }
}

/** Returns every alarm of a stage. */
function alarmsOf({ stackName, cluster, connectors, ...others }: MonitoringArgs): Alarm[] {
  const { tables, database, functions } = others;
  return [
    ...clusterAlarms(cluster),
    ...Object.values(connectors).flatMap((connector) =>
      connectorAlarms(connector, { stackName, cluster }),
    ),
    ...Object.entries(tables).flatMap(([role, table]) => tableAlarms(role, table)),
    ...(database === undefined ? [] : databaseAlarms(database)),
    ...Object.entries(functions).flatMap(([role, watched]) => functionAlarms(role, watched)),
  ];
}

function failedTaskAlarms(
  connectors: readonly string[],
  alarms: ReadonlyMap<string, cloudwatch.MetricAlarm>,
): Record<string, cloudwatch.MetricAlarm> {
  return Object.fromEntries(
    connectors.flatMap((connector) => {
      const alarm = alarms.get(`${connector}-${FAILED_TASKS}`);
      return alarm === undefined ? [] : [[connector, alarm] as const];
    }),
  );
}
