import type { Table } from "../../../plan/declared";
import type { Database, DeclaredConnector, DeclaredStage } from "../../declared/declaredStage";
import { sinkOf, type SinkFlow } from "../sinkFlow";

/** Changes to make where nobody says how many. */
export const CHANGES = 5000;

/** Changes on their way from a database through a topic into a table. */
export interface CdcFlow extends SinkFlow {
  /** Connector that captures the changes. */
  readonly source: string;
  readonly database: Database;
  /** The database's table, such as salesdb.SALES_ORDER. */
  readonly captured: string;
  readonly topic: string;
  readonly table: Table;
}

/** Finds the way of the changes through a stage; undefined for a stage without a database. */
export function cdcFlow(stage: DeclaredStage): CdcFlow | undefined {
  const { database } = stage;
  const source = stage.connectors.find(capturesChanges);
  if (database === undefined || source === undefined) return undefined;
  const captured = source.config["table.include.list"] ?? "";
  if (!/^[\w$]+\.[\w$]+$/.test(captured)) {
    throw new Error(`The local run compares one table; ${source.name} captures "${captured}".`);
  }
  const prefix = source.config["topic.prefix"] ?? source.config["database.server.name"] ?? "";
  const topic = `${prefix}.${captured}`;
  return { source: source.name, database, captured, ...sinkOf(stage, topic) };
}

/** Tells whether a connector captures the changes of a database. */
export function capturesChanges({ config }: DeclaredConnector): boolean {
  return config["connector.class"]?.startsWith("io.debezium.") ?? false;
}
