import { confluentConstraints } from "./confluentConstraints";
import { expressConstraints } from "./expressConstraints";
import { kafkaConstraints } from "./kafkaConstraints";
import { networkConstraints } from "./networkConstraints";
import { serverlessConstraints } from "./serverlessConstraints";
import {
  atLeast,
  atMost,
  constraint,
  type Given,
  type Constraint,
  type Violation,
} from "./constraint";
import { tableName } from "../connectors/names";
import { isPostgreSql } from "../support/awsLimits";
import { anyHas, shapesOf } from "./pipelines";
import type { Settings } from "./schema";

/** Every constraint on settings in combination. */
export const constraints: readonly Constraint[] = [
  ...networkConstraints,
  ...kafkaConstraints,
  ...expressConstraints,
  ...serverlessConstraints,
  atLeast("sourceMaxWorkers", "sourceWorkers"),
  atLeast("sinkMaxWorkers", "sinkWorkers"),
  atMost("sinkTasks", "ordersPartitions"),
  constraint("sinkTasks", ["sinkWorkers", "sinkMaxWorkers", "sinkMcu"], leftToScaling),
  onlyOne("captureTasks"),
  onlyOne("captureWorkers"),
  onlyOne("captureMaxWorkers"),
  atLeast("databaseMaxAcu", "databaseMinAcu"),
  constraint("debeziumVersion", ["databaseVersion"], readsDatabase),
  constraint("recordFormat", ["plugins", "debeziumVersion", "pipeline"], hasConverter),
  ...confluentConstraints,
  constraint("tableNameFormat", ["pipeline"], fitsTableName),
  constraint("logArchiveDays", ["logRetentionDays"], outlivesLogGroups),
  constraint("alarmSubscribers", ["alarms"], haveAlarms),
];

/** Returns everything that is wrong about settings in combination. */
export function violations(settings: Given): Violation[] {
  return constraints.flatMap(({ key, check }) => {
    const reason = check(settings);
    return reason === undefined ? [] : [{ key, reason }];
  });
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-max-autoscaling-task-count.html */
function leftToScaling({
  sinkTasks,
  sinkWorkers,
  sinkMaxWorkers,
  sinkMcu,
}: Pick<Settings, "sinkTasks" | "sinkWorkers" | "sinkMaxWorkers" | "sinkMcu">): string | undefined {
  if (sinkMaxWorkers <= sinkWorkers || sinkTasks === 1) return undefined;
  const tasks = (workers: number): number => workers * sinkMcu * 2;
  return `must be left at 1 where the sink scales (sinkMaxWorkers is ${sinkMaxWorkers}, sinkWorkers ${sinkWorkers}): MSK Connect then gives it two tasks for each MCU, ${tasks(sinkWorkers)} to ${tasks(sinkMaxWorkers)} in all; got ${sinkTasks}`;
}

/** Debezium's documentation: a connector has one task whatever tasks.max says. */
function onlyOne(key: "captureTasks" | "captureWorkers" | "captureMaxWorkers"): Constraint {
  return constraint(key, [], ({ [key]: value }) =>
    value === 1
      ? undefined
      : `must be 1, since Debezium reads one log in order with one task on one worker that does not scale; got ${value}`,
  );
}

function readsDatabase({
  debeziumVersion,
  databaseVersion,
}: Pick<Settings, "debeziumVersion" | "databaseVersion">): string | undefined {
  if (debeziumVersion === "2.7" || !isPostgreSql(databaseVersion)) return undefined;
  return `must be 2.7 where databaseVersion is ${databaseVersion}, of Aurora PostgreSQL; got ${debeziumVersion}`;
}

function outlivesLogGroups({
  logArchiveDays,
  logRetentionDays,
}: Pick<Settings, "logArchiveDays" | "logRetentionDays">): string | undefined {
  if (logArchiveDays === 0 || logArchiveDays > logRetentionDays) return undefined;
  return `must be more than logRetentionDays (${logRetentionDays}), for which CloudWatch Logs has the same logs, or 0 for no bucket of logs; got ${logArchiveDays}`;
}

/**
 * MSK Connect gives a connector one plugin, which must hold the converter too; with Debezium 1.9 two
 * versions of Guava would be in it.
 *
 * @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_CreateConnector.html
 */
function hasConverter({
  recordFormat,
  plugins,
  debeziumVersion,
  pipeline,
}: Pick<Settings, "recordFormat" | "plugins" | "debeziumVersion" | "pipeline">):
  string | undefined {
  if (recordFormat === "json") return undefined;
  if (plugins === "confluent") {
    return `must be json where plugins is confluent, since AWS's converter is in bundled plugins only; got ${recordFormat}`;
  }
  if (debeziumVersion === "2.7" || !anyHas(pipeline, "database")) return undefined;
  return `must be json where debeziumVersion is ${debeziumVersion}, which brings another Guava than AWS's converter; got ${recordFormat}`;
}

function haveAlarms({
  alarmSubscribers,
  alarms,
}: Pick<Settings, "alarmSubscribers" | "alarms">): string | undefined {
  if (alarms || alarmSubscribers.length === 0) return undefined;
  return `must be empty where alarms is false, since there is no topic to subscribe to; set alarms: true, or leave out ${alarmSubscribers.join(", ")}`;
}

const LONGEST_TABLE_NAME = 255;

/** A table is named after its topic. */
function fitsTableName({
  tableNameFormat,
  pipeline,
}: Pick<Settings, "tableNameFormat" | "pipeline">): string | undefined {
  const [topic = ""] = shapesOf(pipeline)
    .flatMap(({ stored, tables }) => (tables.length > 0 ? stored : []))
    .sort((a, b) => b.length - a.length);
  const { length } = tableName(tableNameFormat, topic);
  if (length <= LONGEST_TABLE_NAME) return undefined;
  const room = LONGEST_TABLE_NAME - topic.length;
  return `must have at most ${room} characters around \${topic}, since a table's name has at most ${LONGEST_TABLE_NAME} and the topic is ${topic}; got ${length - topic.length} in ${tableNameFormat}`;
}
