import type { DeclaredStage } from "./declaredStage";

/** Tells whether a stage has anything to do with DynamoDB: a table, or a sink that makes its own. */
export function storesInTables({
  tables,
  connectors,
}: Pick<DeclaredStage, "connectors" | "tables">): boolean {
  return tables.length > 0 || connectors.some(({ config }) => "aws.dynamodb.endpoint" in config);
}
