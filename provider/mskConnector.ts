import type { ComponentResourceOptions, Input } from "@pulumi/pulumi";
import * as components from "../components";
import { inAvro } from "../connectors/avro";
import type { Connector } from "../connectors/connector";
import { makingTopics, type NewTopic } from "../connectors/topicCreation";
import { connectorOf, type ConnectorDescription } from "./description";

export interface MskConnectorArgs extends Omit<
  components.MskConnectorArgs,
  "connector" | "startAfter"
> {
  /** What runs. */
  readonly connector: ConnectorDescription;
  /**
   * Registry of the schemas of its records' values, which are Avro then. Its plugin is of a
   * PluginBucket with glueConverter.
   * @default - values are plain JSON
   */
  readonly schemas?: RecordSchemas;
  /**
   * Topics that it makes, where nobody else can: a ConnectorTopic says what to name here.
   * @default []
   */
  readonly makes?: readonly NewTopic[];
}

/** A SchemaRegistry, and where it is. */
export interface RecordSchemas {
  /** Name of the registry. */
  readonly name: Input<string>;
  readonly arn: Input<string>;
  /** AWS region that it is in. */
  readonly region: string;
}

/**
 * Runs a connector on MSK Connect, with a role, a security group, a worker configuration and a log
 * group of its own. The deployment fails unless it runs in the end. Its workers are billed by the
 * hour. What must be there before it starts, such as its topics and its table, is named by the option
 * dependsOn.
 */
export class MskConnector extends components.MskConnector {
  constructor(name: string, args: MskConnectorArgs, opts?: ComponentResourceOptions) {
    const { connector, schemas, makes = [], ...others } = args;
    const described = inFormat(connectorOf(connector), schemas);
    super(name, { ...others, connector: makingTopics(described, makes) }, opts);
  }
}

function inFormat(connector: Connector, schemas: RecordSchemas | undefined): Connector {
  return schemas === undefined ? connector : inAvro(connector, schemas);
}
