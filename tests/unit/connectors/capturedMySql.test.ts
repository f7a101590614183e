import assert from "node:assert/strict";
import {
  captureUserStatements,
  nativePasswordHash,
  retentionStatements,
} from "../../../connectors/capturedMySql";
import { salesDatabase } from "../../../connectors/salesDatabase";

const hash = nativePasswordHash("Password1");

describe("the statements for the sample database", () => {
  it("create the database and its table unless they are there", () => {
    assert.deepEqual(salesDatabase.setup.statements, [
      "CREATE DATABASE IF NOT EXISTS salesdb CHARACTER SET utf8mb4",
      "CREATE TABLE IF NOT EXISTS salesdb.SALES_ORDER (ORDER_ID BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, SITE_ID BIGINT NOT NULL, ORDER_DATE TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), SHIP_MODE VARCHAR(32) NULL DEFAULT 'TRUCK', AMOUNT DECIMAL(12,2) NOT NULL)",
    ]);
  });

  it("give the capture user exactly the rights that Debezium needs, by TLS only", () => {
    const identified = `IDENTIFIED WITH mysql_native_password AS '${hash}' REQUIRE SSL`;
    const user = { user: "debezium", passwordHash: hash };
    assert.deepEqual(captureUserStatements("salesdb", user), [
      `CREATE USER IF NOT EXISTS 'debezium'@'%' ${identified}`,
      `ALTER USER 'debezium'@'%' ${identified}`,
      "REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'debezium'@'%'",
      "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'debezium'@'%'",
      "GRANT SELECT, LOCK TABLES ON `salesdb`.* TO 'debezium'@'%'",
    ]);
  });

  it("give the capture user no database whose name is one character another", () => {
    const user = { user: "debezium", passwordHash: hash };
    assert.equal(
      captureUserStatements("web_shop", user).at(-1),
      "GRANT SELECT, LOCK TABLES ON `web\\_shop`.* TO 'debezium'@'%'",
    );
  });

  it("keep the binlog for hours", () => {
    assert.deepEqual(retentionStatements(24), [
      "CALL mysql.rds_set_configuration('binlog retention hours', 24)",
    ]);
  });

  it("hash a password as MySQL does", () => {
    // SELECT of mysql.user after CREATE USER ... IDENTIFIED WITH mysql_native_password BY 'password'.
    assert.equal(nativePasswordHash("password"), "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19");
  });

  it("take nothing that could end a literal", () => {
    const users = ["", "o'hara", "Debezium", "a".repeat(33), "debezium\n"];
    const database = "salesdb";
    for (const user of users) {
      const of = { user, passwordHash: hash };
      assert.throws(() => captureUserStatements(database, of), RangeError);
    }
    for (const name of ["", "web-shop", "sales`", "1st", "a".repeat(65), "sales\n"]) {
      const of = { user: "debezium", passwordHash: hash };
      assert.throws(() => captureUserStatements(name, of), RangeError);
    }
    for (const passwordHash of ["", "Password1", `${hash}'`, hash.toLowerCase()]) {
      const statements = (): string[] =>
        captureUserStatements(database, { user: "debezium", passwordHash });
      assert.throws(statements, (error: Error) => !error.message.includes("Password1"));
    }
    for (const hours of [0, 2161, 1.5, NaN]) {
      assert.throws(() => retentionStatements(hours), RangeError);
    }
  });
});
