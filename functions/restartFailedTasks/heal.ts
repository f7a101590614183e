import { DescribeAlarmsCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import {
  DescribeConnectorCommand,
  paginateListConnectorOperations,
  RestartConnectorCommand,
  type ConnectorOperationSummary,
  type KafkaConnectClient,
} from "@aws-sdk/client-kafkaconnect";
import { decide, type Decision, type Operation } from "./decide";

/** What is to be healed, and with what. */
export interface Patients {
  readonly cloudWatch: CloudWatchClient;
  readonly kafkaConnect: KafkaConnectClient;
  /** ARNs of the connectors by the alarms that go off when a task of theirs has failed. */
  readonly connectors: ReadonlyMap<string, string>;
  /**
   * Whether only failed tasks are restarted, which Kafka Connect can from 3.7 on; before, all are.
   *
   * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-restart-connector.html
   */
  readonly onlyFailedTasks: boolean;
}

/** Writes down what was decided about a connector, or why nothing could be. */
export type Log = (entry: Readonly<Record<string, string>>) => void;

/**
 * Restarts the failed tasks of every connector whose alarm is on. One that cannot be healed does not
 * keep the others from it; throws in the end for those.
 */
export async function heal(patients: Patients, log: Log): Promise<void> {
  const arns = await withFailedTasks(patients);
  const attempts = await Promise.all(
    arns.map(async (connector) => {
      try {
        log({ connector, ...(await healOne(patients, connector)) });
        return [];
      } catch (error) {
        log({ connector, error: String(error) });
        return [error];
      }
    }),
  );
  const errors = attempts.flat();
  if (errors.length > 0) {
    throw new AggregateError(errors, `${errors.length} of ${arns.length} connectors: see the log`);
  }
}

async function withFailedTasks({ cloudWatch, connectors }: Patients): Promise<string[]> {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [...connectors.keys()], StateValue: "ALARM" }),
  );
  return MetricAlarms.flatMap(({ AlarmName = "" }) => connectors.get(AlarmName) ?? []);
}

/** MSK Connect restarts only a connector that runs. */
async function healOne(
  { kafkaConnect, onlyFailedTasks }: Patients,
  connectorArn: string,
): Promise<Decision> {
  const { connectorState: state = "unknown" } = await kafkaConnect.send(
    new DescribeConnectorCommand({ connectorArn }),
  );
  if (state !== "RUNNING") return { act: "wait", because: `its state is ${state}, not RUNNING` };
  const decision = decide(await operationsOn(kafkaConnect, connectorArn), Date.now());
  if (decision.act === "restart") {
    await kafkaConnect.send(new RestartConnectorCommand({ connectorArn, onlyFailedTasks }));
  }
  return decision;
}

async function operationsOn(
  client: KafkaConnectClient,
  connectorArn: string,
): Promise<Operation[]> {
  const operations: Operation[] = [];
  for await (const page of paginateListConnectorOperations({ client }, { connectorArn })) {
    operations.push(...(page.connectorOperations ?? []).map(operationOf));
  }
  return operations;
}

function operationOf({
  connectorOperationType,
  connectorOperationState: state = "PENDING",
  creationTime,
}: ConnectorOperationSummary): Operation {
  return {
    isRestart: connectorOperationType === "RESTART_CONNECTOR",
    isOver: !/^PENDING$|_IN_PROGRESS$/.test(state),
    beganMs: creationTime?.getTime() ?? 0,
  };
}
