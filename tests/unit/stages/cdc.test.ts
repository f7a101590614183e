import assert from "node:assert/strict";
import { z } from "zod";
import { mySqlSetupSteps, nativePasswordHash } from "../../../connectors/capturedMySql";
import { sqlOf } from "../../../connectors/databaseSetup";
import { salesDatabase } from "../../../connectors/salesDatabase";
import type { Plan } from "../../../plan/plan";
import {
  actionsOn,
  all,
  assertInputs,
  assertWaitsFor,
  at,
  one,
  statements,
} from "../../helpers/resources";
import { connectorOf, plan, policyOf } from "../../helpers/stagePlans";

const parameterSchema = z.array(z.object({ name: z.string(), value: z.string() }));
const RDS = "aws:rds/cluster:Cluster";
const stages = ["dev", "staging", "prod"] as const;

for (const stage of stages) {
  describe(`stage ${stage} with all pipelines`, () => {
    let loaded: Plan;
    const topicArn = (topic: string): string =>
      `${String(loaded.outputs["clusterArn"]).replace(":cluster/", ":topic/")}/${topic}`;

    before(async () => {
      loaded = await plan(stage, "pipeline=all", "kafkaClient=true");
    });

    it("has a database whose binlog holds whole rows and transaction ids", () => {
      const group = one(loaded.resources, "aws:rds/clusterParameterGroup:ClusterParameterGroup");
      const parameters = parameterSchema.parse(group.inputs["parameters"]);
      const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
      const { binlog_format: format, binlog_row_image: image, ...others } = values;
      assert.deepEqual([format, image], ["ROW", "full"]);
      assert.deepEqual([others["gtid-mode"], others["enforce_gtid_consistency"]], ["ON", "ON"]);
      assert.equal(others["require_secure_transport"], "ON");
      assert.equal(others["server_audit_logging"], stage === "prod" ? "1" : undefined);
      assertInputs(one(loaded.resources, RDS), {
        dbClusterParameterGroupName: group.state["name"],
        storageEncrypted: true,
        manageMasterUserPassword: true,
      });
    });

    it("runs the grants' script through the Data API, told of secrets by ARN only", () => {
      const bootstrap = one(loaded.resources, "command:local:Command", "database-bootstrap");
      assert.match(String(bootstrap.inputs["create"]), /deploy\/bootstrapDatabase\.ts$/);
      const told: unknown = JSON.parse(String(bootstrap.inputs["stdin"]));
      const hours = stage === "dev" ? 72 : 168;
      assert.deepEqual(told, {
        clusterArn: loaded.outputs["databaseClusterArn"],
        masterSecretArn: loaded.outputs["databaseSecretArn"],
        captureSecretArn: one(loaded.resources, "aws:secretsmanager/secret:Secret").state["arn"],
        database: salesDatabase,
        captureUser: "debezium",
        binlogRetentionHours: hours,
      });
      const instances = all(loaded.resources, "aws:rds/clusterInstance:ClusterInstance");
      assertWaitsFor(bootstrap, instances);
      const sql = mySqlSetupSteps({
        database: salesDatabase,
        user: "debezium",
        passwordHash: nativePasswordHash("x"),
        binlogRetentionHours: hours,
      }).flatMap((step) => step.statements.map(sqlOf));
      assert.deepEqual(
        sql.filter((statement) => statement.startsWith("GRANT")),
        [
          "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'debezium'@'%'",
          "GRANT SELECT, LOCK TABLES ON `salesdb`.* TO 'debezium'@'%'",
        ],
      );
    });

    it("keeps the database in the private subnets, for the capture and the client only", () => {
      const instances = all(loaded.resources, "aws:rds/clusterInstance:ClusterInstance");
      assert.equal(instances.length, stage === "prod" ? 2 : 1);
      for (const instance of instances) assertInputs(instance, { publiclyAccessible: false });
      const subnets = one(loaded.resources, "aws:rds/subnetGroup:SubnetGroup");
      assert.deepEqual(subnets.inputs["subnetIds"], loaded.outputs["privateSubnetIds"]);
      const rules = all(
        loaded.resources,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ).filter(({ inputs }) => inputs["fromPort"] === 3306);
      assert.deepEqual(rules.map(({ name }) => name).sort(), [
        "client-access-to-database",
        "sales-capture-workers-to-database",
      ]);
      for (const { inputs } of rules) assert.equal(inputs["cidrIpv4"], undefined);
    });

    it("has no secret in any resource's inputs or outputs, nor a version of one", () => {
      assert.deepEqual(all(loaded.resources, "aws:secretsmanager/secretVersion:SecretVersion"), []);
      const config = connectorOf(loaded, "sales-capture").inputs["connectorConfiguration"];
      assert.equal(
        at(config, "database.password"),
        `\${secretsManager:msk-pipeline-${stage}-debezium:password}`,
      );
      const names = JSON.stringify(loaded).match(/"[^"]*password[^"]*":"[^"]*"/gi) ?? [];
      assert.deepEqual(
        // A reference, or the fingerprint of one.
        names.filter(
          (entry) => !/\$\{(secretsManager|rdsCertificates):|":"[0-9a-f]{16}"$/.test(entry),
        ),
        [],
      );
    });

    it("runs Debezium with one task, on one worker that does not scale", () => {
      const { inputs } = connectorOf(loaded, "sales-capture");
      assert.equal(at(inputs, "connectorConfiguration", "tasks.max"), "1");
      assert.deepEqual(inputs["capacity"], {
        provisionedCapacity: { mcuCount: 1, workerCount: 1 },
      });
    });

    it("captures once the database is set up, and its topics and ways are there", () => {
      const capture = connectorOf(loaded, "sales-capture");
      const own = all(loaded.resources, "aws:msk/topic:Topic").filter(({ name }) =>
        ["sales-orders-topic", "schema-history-topic", "heartbeats-topic"].includes(name),
      );
      assert.equal(own.length, 3);
      assertWaitsFor(capture, [
        ...own,
        one(loaded.resources, "command:local:Command", "database-bootstrap"),
        ...all(loaded.resources, "aws:ec2/vpcEndpoint:VpcEndpoint"),
      ]);
    });

    it("keeps the history of schemas for ever, in one partition", () => {
      const history = one(loaded.resources, "aws:msk/topic:Topic", "schema-history-topic");
      assertInputs(history, { partitionCount: 1 });
      const configs: unknown = JSON.parse(String(history.inputs["configs"]));
      assert.equal(at(configs, "retention.ms"), "-1");
      assert.equal(at(configs, "cleanup.policy"), "delete");
    });

    it("lets the capture write the changes and not read them, and read its own secret only", () => {
      const policy = policyOf(loaded, "sales-capture");
      assert.deepEqual(actionsOn(policy, topicArn("aurora.salesdb.SALES_ORDER")), [
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:WriteData",
      ]);
      const secret = String(one(loaded.resources, "aws:secretsmanager/secret:Secret").state["arn"]);
      assert.deepEqual(actionsOn(policy, secret), ["secretsmanager:GetSecretValue"]);
      assert.ok(!String(policy).includes(String(loaded.outputs["databaseSecretArn"])));
    });

    it("stores the changes by their key and deletes by a record without value", () => {
      const config = connectorOf(loaded, "sales-sink").inputs["connectorConfiguration"];
      assert.equal(at(config, "aws.dynamodb.pk.hash"), "key.ORDER_ID");
      assert.equal(at(config, "behavior.on.null.values"), "DELETE");
      assert.match(String(at(config, "key.converter")), /JsonConverter$/);
      assert.deepEqual(actionsOn(policyOf(loaded, "sales-sink"), tableArn(loaded, "salesOrders")), [
        "dynamodb:BatchWriteItem",
        "dynamodb:DescribeTable",
      ]);
      assert.deepEqual(actionsOn(policyOf(loaded, "sales-sink"), tableArn(loaded, "orders")), []);
    });

    it("shares one plugin among the sinks of tables", () => {
      const plugins = all(loaded.resources, "aws:mskconnect/customPlugin:CustomPlugin");
      assert.deepEqual(plugins.map(({ name }) => name).sort(), [
        "plugins-debezium-mysql-2-7",
        "plugins-dynamodb-sink",
        "plugins-orders-source",
        "plugins-s3-sink",
      ]);
    });

    it("lets the client use the stage's topics and nothing else of Kafka or of data", () => {
      const granted = statements(policyOf(loaded, "client"));
      const named = (prefix: string): string[] =>
        granted
          .filter(({ Action }) => Action.some((action) => action.startsWith(prefix)))
          .flatMap(({ Resource }) => Resource)
          .sort();
      const topics = Object.values(loaded.outputs["topics"] ?? {}).map(String);
      assert.deepEqual(named("kafka-cluster:ReadData"), topics.map(topicArn).sort());
      for (const service of ["dynamodb:", "secretsmanager:", "rds-data:", "rds:"]) {
        assert.deepEqual(named(service), []);
      }
    });
  });
}

describe("stage prod with all pipelines", () => {
  it("protects the database as it protects what else holds data, and takes a last snapshot", async () => {
    const { resources } = await plan("prod", "pipeline=all");
    const cluster = one(resources, RDS);
    assert.equal(cluster.options.protect, true);
    assertInputs(cluster, {
      deletionProtection: true,
      skipFinalSnapshot: false,
      backupRetentionPeriod: 35,
      enabledCloudwatchLogsExports: ["audit"],
    });
    for (const topic of ["sales-orders-topic", "schema-history-topic"]) {
      assert.equal(one(resources, "aws:msk/topic:Topic", topic).options.protect, true);
    }
  });

  it("encrypts database and secrets with the stage's key, which the audit log may use too", async () => {
    const loaded = await plan("prod", "pipeline=all");
    const key = loaded.outputs["kmsKeyArn"];
    assertInputs(one(loaded.resources, RDS), { kmsKeyId: key, masterUserSecretKmsKeyId: key });
    assertInputs(one(loaded.resources, "aws:secretsmanager/secret:Secret"), { kmsKeyId: key });
    const { inputs } = one(loaded.resources, "aws:kms/key:Key");
    assert.match(
      String(inputs["policy"]),
      /log-group:\/aws\/rds\/cluster\/msk-pipeline-prod\/audit/,
    );
  });
});

describe("A stage that runs no change capture", () => {
  it("has no database, no secret and no endpoint for one", async () => {
    const { resources, outputs } = await plan("dev");
    assert.deepEqual(all(resources, RDS), []);
    assert.deepEqual(all(resources, "aws:secretsmanager/secret:Secret"), []);
    assert.equal(outputs["databaseClusterArn"], undefined);
    const services = all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ name }) => name);
    assert.ok(!services.includes("network-secretsmanager"));
  });
});

function tableArn(loaded: Plan, role: string): string {
  return String(at(loaded.outputs["tableArns"], role));
}
