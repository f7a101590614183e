import assert from "node:assert/strict";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import type { Emulation } from "../emulation";
import { asList, at } from "../values";

export async function brokers(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { inputs, state } of resourcesOfType(plan, "aws:msk/cluster:Cluster")) {
    const arn = emulation.bindings.of(String(state["arn"]));
    const path = `/v1/clusters/${encodeURIComponent(arn)}`;
    const cluster = at(await emulation.clients.getFromKafka(path), "clusterInfo");
    assert.equal(at(cluster, "clusterName"), inputs["clusterName"]);
    assert.equal(at(cluster, "numberOfBrokerNodes"), inputs["numberOfBrokerNodes"]);
    assert.equal(at(cluster, "encryptionInfo.encryptionInTransit.clientBroker"), "TLS");
    const planned = asList(at(inputs, "brokerNodeGroupInfo.clientSubnets")).map(String);
    assert.deepEqual(
      at(cluster, "brokerNodeGroupInfo.clientSubnets"),
      planned.map((id) => emulation.bindings.of(id)),
    );
  }
}

export async function serverlessClusters(emulation: Emulation, plan: Plan): Promise<void> {
  const type = "aws:msk/serverlessCluster:ServerlessCluster";
  for (const { inputs, state } of resourcesOfType(plan, type)) {
    const arn = emulation.bindings.of(String(state["arn"]));
    const path = `/api/v2/clusters/${encodeURIComponent(arn)}`;
    const cluster = at(await emulation.clients.getFromKafka(path), "clusterInfo");
    assert.equal(at(cluster, "clusterName"), inputs["clusterName"]);
    assert.equal(at(cluster, "clusterType"), "SERVERLESS");
    assert.equal(at(cluster, "serverless.clientAuthentication.sasl.iam.enabled"), true);
    const planned = asList(at(inputs, "vpcConfigs.0.subnetIds")).map(String);
    assert.deepEqual(
      at(cluster, "serverless.vpcConfigs.0.subnetIds"),
      planned.map((id) => emulation.bindings.of(id)),
    );
  }
}

export async function databases(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { inputs } of resourcesOfType(plan, "aws:rds/cluster:Cluster")) {
    const answer = await emulation.ask("rds", "DescribeDBClusters", {
      DBClusterIdentifier: inputs["clusterIdentifier"],
    });
    const cluster = at(answer, "DBClusters.0");
    assert.equal(at(cluster, "StorageEncrypted"), true);
    assert.equal(at(cluster, "DeletionProtection"), inputs["deletionProtection"]);
    assert.match(String(at(cluster, "MasterUserSecret.SecretArn")), /^arn:aws:secretsmanager:/);
    const instances = resourcesOfType(plan, "aws:rds/clusterInstance:ClusterInstance");
    assert.equal(asList(at(cluster, "DBClusterMembers")).length, instances.length);
    await parameters(emulation, plan);
  }
}

async function parameters(emulation: Emulation, plan: Plan): Promise<void> {
  const type = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
  for (const { inputs, state } of resourcesOfType(plan, type)) {
    const answer = await emulation.ask("rds", "DescribeDBClusterParameters", {
      DBClusterParameterGroupName: state["id"],
    });
    const real = asList(at(answer, "Parameters")).map((each) =>
      [at(each, "ParameterName"), at(each, "ParameterValue")].join("="),
    );
    for (const each of asList(inputs["parameters"])) {
      assert.ok(real.includes([at(each, "name"), at(each, "value")].join("=")));
    }
  }
}

export async function instances(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { inputs, state } of resourcesOfType(plan, "aws:ec2/instance:Instance")) {
    const answer = await emulation.ask("ec2", "DescribeInstances", { InstanceIds: [state["id"]] });
    const instance = at(answer, "Reservations.0.Instances.0");
    assert.equal(at(instance, "PublicIpAddress"), undefined);
    assert.equal(at(instance, "MetadataOptions.HttpTokens"), "required");
    assert.equal(at(instance, "SubnetId"), emulation.bindings.of(String(inputs["subnetId"])));
    const images = await emulation.ask("ec2", "DescribeImages", { ImageIds: [inputs["ami"]] });
    assert.equal(at(images, "Images.0.Architecture"), "arm64", "as Graviton processors need");
  }
}
