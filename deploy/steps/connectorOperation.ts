import {
  DescribeConnectorOperationCommand,
  paginateListConnectorOperations,
  type ConnectorOperationSummary,
  type KafkaConnectClient,
} from "@aws-sdk/client-kafkaconnect";

/** A change of a connector, as MSK Connect reports it. */
export interface ConnectorOperation {
  /** Such as UPDATE_COMPLETE or ROLLBACK_COMPLETE. */
  readonly state: string;
  /** Empty where MSK Connect gives none. */
  readonly reason: string;
}

/** Describes the latest operation of a connector, of those that are asked for; undefined for none. */
export async function latestOperation(
  client: KafkaConnectClient,
  connectorArn: string,
  isAskedFor: (operation: ConnectorOperationSummary) => boolean = () => true,
): Promise<ConnectorOperation | undefined> {
  const operations: ConnectorOperationSummary[] = [];
  for await (const page of paginateListConnectorOperations({ client }, { connectorArn })) {
    operations.push(...(page.connectorOperations ?? []).filter(isAskedFor));
  }
  const [latest] = operations.sort((a, b) => time(b.creationTime) - time(a.creationTime));
  if (latest === undefined) return undefined;
  const { connectorOperationArn } = latest;
  const { connectorOperationState: state = "unknown", errorInfo } = await client.send(
    new DescribeConnectorOperationCommand({ connectorOperationArn }),
  );
  const reason = [errorInfo?.code, errorInfo?.message].filter((text) => text !== undefined);
  return { state, reason: reason.join(", ") };
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}
