import assert from "node:assert/strict";
import type { AuroraMySqlArgs } from "../../../../components";
import type { PlannedResource } from "../../../../plan/plan";
import { deploy, large, resources, small } from "../../../helpers/databases";
import { absent, all, assertFamily, assertInputs } from "../../../helpers/resources";
import { assertWaitsFor, at, one } from "../../../helpers/resources";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const COMMAND = "command:local:Command";

/** `name=value applyMethod` of each parameter, sorted. */
async function parameters(args: AuroraMySqlArgs): Promise<string[]> {
  const { inputs } = one(await resources(args), PARAMETERS);
  const list = inputs["parameters"];
  assert.ok(Array.isArray(list));
  return list
    .map((p) => ["name", "value", "applyMethod"].map((key) => String(at(p, key))).join(" "))
    .sort();
}

async function bootstrapInput(args: AuroraMySqlArgs): Promise<unknown> {
  const { inputs } = one(await resources(args), COMMAND);
  assert.ok(typeof inputs["stdin"] === "string");
  return JSON.parse(inputs["stdin"]);
}

const triggers = async (args: AuroraMySqlArgs): Promise<unknown> =>
  one(await resources(args), COMMAND).inputs["triggers"];

function masterSecretArn(planned: readonly PlannedResource[]): unknown {
  const secrets = one(planned, CLUSTER).state["masterUserSecrets"];
  assert.ok(Array.isArray(secrets));
  return at(secrets[0], "secretArn");
}

describe("AuroraMySql", () => {
  it("runs the version of Aurora MySQL that it is told, with the Data API", async () => {
    assertInputs(one(await resources(small), CLUSTER), {
      clusterIdentifier: "sales-dev",
      engine: "aurora-mysql",
      engineMode: "provisioned",
      engineVersion: "8.0.mysql_aurora.3.10.5",
      enableHttpEndpoint: true,
      iamDatabaseAuthenticationEnabled: true,
      port: 3306,
      databaseName: undefined,
    });
  });

  it("writes whole rows and transaction ids to the binlog and asks clients for TLS", async () => {
    const planned = await resources(small);
    assertInputs(one(planned, PARAMETERS), { family: "aurora-mysql8.0" });
    assert.equal(
      one(planned, CLUSTER).inputs["dbClusterParameterGroupName"],
      one(planned, PARAMETERS).state["name"],
    );
    assert.equal(one(planned, PARAMETERS).inputs["name"], undefined);
    assert.deepEqual(await parameters(small), [
      "binlog_format ROW pending-reboot",
      "binlog_row_image full pending-reboot",
      "enforce_gtid_consistency ON pending-reboot",
      "gtid-mode ON pending-reboot",
      "require_secure_transport ON immediate",
    ]);
  });

  it("leaves the master user's password to RDS", async () => {
    const { inputs } = one(await resources(small), CLUSTER);
    assert.equal(inputs["manageMasterUserPassword"], true);
    assert.equal(inputs["masterUsername"], "admin");
    assert.equal(inputs["masterPassword"], undefined);
  });

  it("encrypts with its own key when given one, and anyhow", async () => {
    const plain = one(await resources(small), CLUSTER).inputs;
    assert.equal(plain["storageEncrypted"], true);
    assert.equal(plain["kmsKeyId"], undefined);
    const planned = await resources(large);
    assertInputs(one(planned, CLUSTER), {
      storageEncrypted: true,
      kmsKeyId: "arn:key",
      masterUserSecretKmsKeyId: "arn:key",
    });
    assertInputs(one(planned, SECRET), { kmsKeyId: "arn:key" });
  });

  it("asks for the version that it is told, so that a wanted upgrade is made", async () => {
    const cluster = one(
      await resources({ ...small, engineVersion: "8.0.mysql_aurora.3.12.0" }),
      CLUSTER,
    );
    assertInputs(cluster, { engineVersion: "8.0.mysql_aurora.3.12.0" });
    assert.equal(cluster.options.ignoreChanges, undefined);
  });

  it("makes way for a new cluster of the same name", async () => {
    const planned = await resources(small);
    for (const resource of [one(planned, CLUSTER), one(planned, INSTANCE)]) {
      assert.equal(resource.options.deleteBeforeReplace, true, resource.name);
    }
  });

  it("scales instances of db.serverless only", async () => {
    assertInputs(one(await resources(small), CLUSTER), {
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 2 },
    });
    const { inputs } = one(await resources(large), CLUSTER);
    assert.equal(inputs["serverlessv2ScalingConfiguration"], undefined);
  });

  it("has as many instances as it is told, private, the writer first", async () => {
    const planned = await resources(large);
    const instances = all(planned, INSTANCE);
    assert.deepEqual(
      instances.map(({ inputs }) => inputs["identifier"]),
      ["sales-prod-1", "sales-prod-2", "sales-prod-3"],
    );
    for (const instance of instances) {
      assertInputs(instance, {
        clusterIdentifier: "sales-prod",
        instanceClass: "db.r6g.large",
        engine: "aurora-mysql",
        publiclyAccessible: false,
        autoMinorVersionUpgrade: false,
      });
    }
    const [writer, ...readers] = instances;
    assert.ok(writer);
    for (const reader of readers) assertWaitsFor(reader, [writer]);
  });

  it("lives in the given subnets, behind a security group that admits nobody", async () => {
    const planned = await resources(small);
    const group = one(planned, GROUP);
    assertInputs(one(planned, "aws:rds/subnetGroup:SubnetGroup"), {
      subnetIds: ["subnet-1", "subnet-2"],
    });
    assertInputs(one(planned, CLUSTER), { vpcSecurityGroupIds: [group.state["id"]] });
    assert.deepEqual([group.inputs["ingress"], group.inputs["egress"]], [undefined, undefined]);
    absent(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    absent(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
  });

  it("logs no audit unless it is told to", async () => {
    const { resources: planned, outputs } = await deploy(small);
    absent(planned, LOG_GROUP);
    assert.equal(one(planned, CLUSTER).inputs["enabledCloudwatchLogsExports"], undefined);
    assert.equal(outputs["auditLogGroupName"], undefined);
  });

  it("audits into a log group of its own, there before RDS would make it", async () => {
    const { resources: planned, outputs } = await deploy(large);
    const group = one(planned, LOG_GROUP);
    assertInputs(group, {
      name: "/aws/rds/cluster/sales-prod/audit",
      retentionInDays: 365,
      kmsKeyId: "arn:key",
    });
    assertInputs(one(planned, CLUSTER), { enabledCloudwatchLogsExports: ["audit"] });
    assertWaitsFor(one(planned, CLUSTER), [group]);
    assert.equal(outputs["auditLogGroupName"], "/aws/rds/cluster/sales-prod/audit");
    const audit = (await parameters(large)).filter((parameter) => parameter.startsWith("server_"));
    assert.deepEqual(audit, [
      "server_audit_events CONNECT,QUERY_DDL,QUERY_DCL immediate",
      "server_audit_logging 1 immediate",
    ]);
  });

  it("makes the capture user's secret without a value", async () => {
    const planned = await resources(small);
    assertInputs(one(planned, SECRET), { name: "sales-dev/debezium" });
    absent(planned, "aws:secretsmanager/secretVersion:SecretVersion");
    assert.doesNotMatch(JSON.stringify(await deploy(large)), /"[^"]*password"\s*:\s*"/i);
  });

  it("is set up once its instances are there", async () => {
    const planned = await resources(large);
    const command = one(planned, COMMAND);
    assertInputs(command, { create: "node --import tsx deploy/bootstrapDatabase.ts" });
    assertWaitsFor(command, [...all(planned, INSTANCE), one(planned, SECRET)]);
    assert.deepEqual(await bootstrapInput(large), {
      clusterArn: one(planned, CLUSTER).state["arn"],
      masterSecretArn: masterSecretArn(planned),
      captureSecretArn: one(planned, SECRET).state["arn"],
      database: large.database,
      captureUser: "debezium",
      binlogRetentionHours: 24,
    });
  });

  it("is set up anew for another cluster or other statements, and not otherwise", async () => {
    const before = await triggers(small);
    assert.deepEqual(await triggers({ ...small, instances: 2, backupDays: 7 }), before);
    for (const change of [
      { clusterName: "sales-two" },
      { captureUser: "capture" },
      { database: { ...small.database, name: "shop" } },
      { database: { ...small.database, setup: { purpose: "create it", statements: [] } } },
      { binlogRetentionHours: 48 },
    ]) {
      assert.notDeepEqual(await triggers({ ...small, ...change }), before, JSON.stringify(change));
    }
  });

  it("says where it is and who may capture its changes", async () => {
    const { resources: planned, outputs } = await deploy(small);
    const { state } = one(planned, CLUSTER);
    assert.deepEqual(outputs, {
      clusterArn: "arn:aws:rds:us-east-1:123456789012:cluster:sales-dev",
      endpoint: state["endpoint"],
      port: 3306,
      masterSecretArn: masterSecretArn(planned),
      captureSecretArn:
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:sales-dev/debezium-AbCdEf",
      captureSecretName: "sales-dev/debezium",
      captureUser: "debezium",
      securityGroupId: one(planned, GROUP).state["id"],
    });
  });

  it("is one family", async () => {
    assertFamily(await resources(large), "sales");
  });
});
