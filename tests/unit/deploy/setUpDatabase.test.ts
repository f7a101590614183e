import assert from "node:assert/strict";
import { UserError } from "../../../support/userError";
import { nativePasswordHash } from "../../../connectors/capturedMySql";
import { scramVerifier } from "../../../connectors/capturedPostgreSql";
import { parseBootstrap } from "../../../connectors/databaseBootstrap";
import { salesDatabase, salesPostgreSql } from "../../../connectors/salesDatabase";
import { bootstrapDatabase, regionOf } from "../../../deploy/steps/setUpDatabase";
import { FakeDatabase } from "../../helpers/fakeDatabase";

const captureSecretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:debezium-AbCdEf";
const cluster = {
  clusterArn: "arn:aws:rds:eu-west-1:123456789012:cluster:sales",
  masterSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster-1-AbCdEf",
  captureSecretArn,
  captureUser: "debezium",
};
const bootstrap = parseBootstrap(
  JSON.stringify({ ...cluster, database: salesDatabase, binlogRetentionHours: 24 }),
);
const postgreSql = parseBootstrap(
  JSON.stringify({ ...cluster, engine: "postgresql", database: salesPostgreSql }),
);
const patience = { attempts: 3, pauseMs: 0 };
const hash = nativePasswordHash("Password1");

/** Sets a fake database up; answers the lines that were reported. */
async function setUp(aws: FakeDatabase, database = bootstrap): Promise<string[]> {
  const lines: string[] = [];
  await aws.serve((clients) =>
    bootstrapDatabase(clients, database, (line) => lines.push(line), patience),
  );
  return lines;
}

/** Returns the error that setting a fake database up ends with. */
async function failure(aws: FakeDatabase, database = bootstrap): Promise<Error> {
  const error: unknown = await setUp(aws, database).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof UserError);
  return error;
}

describe("bootstrapDatabase", () => {
  it("makes a password, the database, the user and the retention, and reports each", async () => {
    const aws = new FakeDatabase();
    assert.deepEqual(await setUp(aws), [
      "Done: make a password for debezium",
      "Done: create the database salesdb with its table SALES_ORDER",
      "Done: set up the user debezium",
      "Done: keep the binlog for 24 hours",
    ]);
    assert.deepEqual(JSON.parse(aws.secret ?? ""), { username: "debezium", password: "Password1" });
    assert.deepEqual(aws.snapshot(), {
      databases: ["salesdb"],
      tables: ["salesdb.SALES_ORDER"],
      users: {
        debezium: {
          hash,
          grants: [
            "RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.*",
            "SELECT, LOCK TABLES ON `salesdb`.*",
          ],
        },
      },
      configuration: { "binlog retention hours": "24" },
    });
  });

  it("ends the same when it runs again", async () => {
    const aws = new FakeDatabase();
    await setUp(aws);
    const [before, secret] = [aws.snapshot(), aws.secret];
    const lines = await setUp(aws);
    assert.equal(lines[0], "Kept: the password of debezium");
    assert.deepEqual(aws.snapshot(), before);
    assert.equal(aws.secret, secret);
    assert.equal(aws.passwordsMade, 1);
  });

  it("goes back to exactly its rights and password from whatever they became", async () => {
    const aws = new FakeDatabase();
    await setUp(aws);
    const before = aws.snapshot();
    aws.users.set("debezium", { hash: "*OTHER", grants: ["INSERT ON *.*"] });
    await setUp(aws);
    assert.deepEqual(aws.snapshot(), before);
  });

  it("runs every statement as the master user, one at a time", async () => {
    const aws = new FakeDatabase();
    await setUp(aws);
    for (const { resourceArn, secretArn, sql } of aws.executed) {
      assert.equal(resourceArn, bootstrap.clusterArn);
      assert.equal(secretArn, bootstrap.masterSecretArn);
      assert.doesNotMatch(sql, /;/);
    }
    assert.equal(regionOf(bootstrap), "eu-west-1");
  });

  it("has the password in no statement and no report", async () => {
    const aws = new FakeDatabase();
    const lines = await setUp(aws);
    assert.doesNotMatch(JSON.stringify([lines, aws.executed]), /Password1/);
    assert.doesNotMatch(JSON.stringify(lines), new RegExp(hash.slice(1)));
  });

  const passing = [
    ["DatabaseResumingException", "The Aurora DB instance is resuming"],
    ["HttpEndpointNotEnabledException", "HttpEndpoint is not enabled"],
    ["BadRequestException", "Communications link failure"],
    ["StatementTimeoutException", "Request timed out"],
  ] as const;
  for (const [name, message] of passing) {
    it(`waits out ${name}: ${message}`, async () => {
      const aws = new FakeDatabase();
      aws.failures.push({ name, message }, { name, message });
      await setUp(aws);
      assert.deepEqual(aws.snapshot().databases, ["salesdb"]);
    });
  }

  it("gives up on a database that does not come", async () => {
    const aws = new FakeDatabase();
    const resuming = { name: "DatabaseResumingException", message: "resuming" };
    aws.failures.push(resuming, resuming, resuming);
    assert.equal(
      (await failure(aws)).message,
      "Could not create the database salesdb with its table SALES_ORDER (CREATE DATABASE): DatabaseResumingException: resuming",
    );
    assert.equal(aws.executed.length, 3);
  });

  it("says at once what failed and what the database says, without the hash", async () => {
    const aws = new FakeDatabase();
    aws.failOn = { sql: /^ALTER USER/, name: "DatabaseErrorException", message: `near '${hash}'` };
    assert.equal(
      (await failure(aws)).message,
      "Could not set up the user debezium (ALTER USER): DatabaseErrorException: near '[hash]'",
    );
    assert.equal(aws.executed.filter(({ sql }) => sql.startsWith("ALTER USER")).length, 1);
  });

  it("says what PostgreSQL says, without the password's verifier", async () => {
    const aws = new FakeDatabase();
    const verifier = scramVerifier("Password1").replaceAll(":", "\\x3A");
    const message = `at or near "E'${verifier}'"`;
    aws.failOn = { sql: /^CREATE SCHEMA/, name: "DatabaseErrorException", message };
    const { message: said } = await failure(aws, postgreSql);
    assert.match(said, /DatabaseErrorException: at or near "E'\[hash\]'"$/);
  });

  it("goes on after a failure with the password that it made", async () => {
    const aws = new FakeDatabase();
    aws.failOn = { sql: /^GRANT/, name: "DatabaseErrorException", message: "no" };
    await failure(aws);
    aws.failOn = undefined;
    await setUp(aws);
    assert.equal(aws.users.get("debezium")?.hash, hash);
    assert.equal(aws.passwordsMade, 1);
  });

  const values: [string, string, string][] = [
    ["no JSON", "hunter2", "is something else"],
    ["no password", '{"username":"debezium"}', "is something else"],
    ["another user", '{"username":"old","password":"hunter2"}', 'is of the user "old"'],
  ];
  for (const [what, value, found] of values) {
    it(`refuses a secret with ${what}, and keeps it and its value to itself`, async () => {
      const aws = new FakeDatabase();
      aws.secret = value;
      assert.equal(
        (await failure(aws)).message,
        `The secret ${captureSecretArn} must hold {"username": "debezium", "password": ...}, but its value ${found}. Put such a value and deploy again.`,
      );
      assert.equal(aws.secret, value);
      assert.deepEqual(aws.executed, []);
    });
  }

  it("says when a secret cannot be read", async () => {
    const aws = new FakeDatabase();
    aws.secretsFailure = { name: "AccessDeniedException", message: "not authorized" };
    assert.equal(
      (await failure(aws)).message,
      `Could not read the secret ${captureSecretArn}: AccessDeniedException: not authorized`,
    );
  });

  it("refuses input that is not whole", () => {
    assert.throws(() => parseBootstrap("{}"), /clusterArn/);
  });
});
