import type { CapturedDatabase } from "./capturedDatabase";

/** The sample database, whose changes the pipeline captures. */
export const SALES_DATABASE = "salesdb";
/** The table of orders in it. */
export const SALES_TABLE = "SALES_ORDER";

const columns = [
  "ORDER_ID BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
  "SITE_ID BIGINT NOT NULL",
  "ORDER_DATE TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)",
  "SHIP_MODE VARCHAR(32) NULL DEFAULT 'TRUCK'",
  "AMOUNT DECIMAL(12,2) NOT NULL",
];

/** The sample database and its table, created where they are not yet. */
export const salesDatabase: CapturedDatabase = {
  name: SALES_DATABASE,
  setup: {
    purpose: `create the database ${SALES_DATABASE} with its table ${SALES_TABLE}`,
    statements: [
      `CREATE DATABASE IF NOT EXISTS ${SALES_DATABASE} CHARACTER SET utf8mb4`,
      `CREATE TABLE IF NOT EXISTS ${SALES_DATABASE}.${SALES_TABLE} (${columns.join(", ")})`,
    ],
  },
};
