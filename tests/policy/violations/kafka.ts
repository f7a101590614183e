import type { Violations } from ".";
import { change, changed, replaced } from "../change";

const transit = ["encryptionInfo", "encryptionInTransit"];
const publicAccess = ["brokerNodeGroupInfo", "connectivityInfo", "publicAccess", "type"];
const workerLogs = ["logDelivery", "workerLogDelivery"];
const configuration = "connectorConfiguration";

/** The exemplary stack with Express brokers, of which one thing is wrong. */
function expressCluster(
  group: Readonly<Record<string, unknown>>,
  numberOfBrokerNodes = 3,
): ReturnType<typeof change> {
  return replaced("cluster", (cluster) => {
    const { brokerNodeGroupInfo } = changed(
      cluster.props,
      ["brokerNodeGroupInfo", "instanceType"],
      "express.m7g.large",
    );
    const express = { ...cluster.props, kafkaVersion: "3.9.x.kraft", numberOfBrokerNodes };
    return {
      ...cluster,
      props: { ...express, brokerNodeGroupInfo: Object.assign({}, brokerNodeGroupInfo, group) },
    };
  });
}

function clusterPolicy(members: Readonly<Record<string, unknown>>): ReturnType<typeof change> {
  const statement = { Effect: "Allow", Action: "kafka:GetBootstrapBrokers", Resource: "arn:a" };
  return change(
    "cluster-policy",
    ["policy"],
    JSON.stringify({ Statement: { ...statement, ...members } }),
  );
}

export const kafkaViolations: Violations = {
  "msk-tls": {
    "clients in plaintext too": change("cluster", [...transit, "clientBroker"], "TLS_PLAINTEXT"),
    "brokers in plaintext": change("cluster", [...transit, "inCluster"], false),
  },
  "msk-enhanced-monitoring": {
    "metrics by broker": change("cluster", ["enhancedMonitoring"], "PER_BROKER"),
    "no level": change("cluster", ["enhancedMonitoring"]),
  },
  "msk-no-public-access": {
    "public addresses": change("cluster", publicAccess, "SERVICE_PROVIDED_EIPS"),
  },
  "msk-no-unauthenticated-access": {
    "unauthenticated clients too": change(
      "cluster",
      ["clientAuthentication", "unauthenticated"],
      true,
    ),
    "no authentication": change("cluster", ["clientAuthentication"]),
    "IAM off": change("cluster", ["clientAuthentication", "sasl", "iam"], false),
    "IAM off on a serverless cluster": replaced("cluster", (cluster) => ({
      ...cluster,
      type: "aws:msk/serverlessCluster:ServerlessCluster",
      props: { ...cluster.props, clientAuthentication: { sasl: { iam: { enabled: false } } } },
    })),
  },
  "msk-policy-names-accounts": {
    everybody: clusterPolicy({ Principal: "*" }),
    "every account's roles": clusterPolicy({ Principal: { AWS: "*" } }),
    "everybody among those named": clusterPolicy({ Principal: { AWS: ["210987654321", "*"] } }),
  },
  "msk-broker-logs": {
    "no logs": change("cluster", ["loggingInfo"]),
    "logs off": change(
      "cluster",
      ["loggingInfo", "brokerLogs", "cloudwatchLogs", "enabled"],
      false,
    ),
  },
  "msk-customer-key": {
    "no key": change("cluster", ["encryptionInfo", "encryptionAtRestKmsKeyArn"]),
  },
  "msk-supported-version": {
    "version of the past": change("cluster", ["kafkaVersion"], "3.6.0"),
    "older major version": change("cluster", ["kafkaVersion"], "2.8.2.tiered"),
    "no version at all": change("cluster", ["kafkaVersion"], "latest"),
  },
  "msk-no-t3": {
    "burstable brokers": change(
      "cluster",
      ["brokerNodeGroupInfo", "instanceType"],
      "kafka.t3.small",
    ),
  },
  "msk-brokers-per-subnet": {
    "a broker too many": change("cluster", ["numberOfBrokerNodes"], 4),
  },
  "msk-express-brokers": {
    "ZooKeeper beside them": change(
      "cluster",
      ["brokerNodeGroupInfo", "instanceType"],
      "express.m7g.large",
    ),
    volumes: expressCluster({ storageInfo: { ebsStorageInfo: { volumeSize: 100 } } }),
    "two zones": expressCluster({ clientSubnets: ["subnet-1", "subnet-2"] }, 4),
  },
  "connector-tls": {
    plaintext: change("sink", ["kafkaClusterEncryptionInTransit", "encryptionType"], "PLAINTEXT"),
    "MSK Connect's default": change("sink", ["kafkaClusterEncryptionInTransit"]),
  },
  "connector-iam": {
    "no authentication": change(
      "sink",
      ["kafkaClusterClientAuthentication", "authenticationType"],
      "NONE",
    ),
    "MSK Connect's default": change("sink", ["kafkaClusterClientAuthentication"]),
  },
  "connector-logging": {
    "no logs": change("sink", ["logDelivery"]),
    "logs off": change("sink", [...workerLogs, "cloudwatchLogs", "enabled"], false),
  },
  "connector-no-literal-secret": {
    password: change("source", [configuration, "database.password"], "hunter2"),
    "half a reference": change(
      "source",
      [configuration, "database.password"],
      "${sm:db:password}2",
    ),
    "another key": change("sink", [configuration, "aws.secret.access.key"], "wJalrXUtnFEMI"),
    licence: change("sink", [configuration, "confluent.license"], "eyJhbGciOi"),
    "password of a login module": change(
      "source",
      [configuration, "producer.sasl.jaas.config"],
      'ScramLoginModule required username="${sm:db:user}" password="hunter2";',
    ),
    "password in an address": change(
      "sink",
      [configuration, "connection.uri"],
      "mongodb://me:hunter2@host",
    ),
  },
  "connector-debezium-one-task": {
    "two tasks": change("source", [configuration, "tasks.max"], "2"),
    "two workers": change("source", ["capacity", "provisionedCapacity", "workerCount"], 2),
    autoscaling: change("source", ["capacity"], { autoscaling: { minWorkerCount: 1 } }),
  },
  "connector-fixed-offsets": {
    "default worker configuration": change("source", ["workerConfiguration"]),
    "worker configuration without the topic": change("worker", ["propertiesFileContent"], "a=b\n"),
    "topic that the role may not use": change(
      "worker",
      ["propertiesFileContent"],
      "offset.storage.topic=offsets\n",
    ),
  },
  "plugin-object-version": {
    "no version": change("plugin", ["location", "s3", "objectVersion"]),
  },
};
