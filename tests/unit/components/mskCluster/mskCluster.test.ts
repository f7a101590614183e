import assert from "node:assert/strict";
import { MskCluster, type MskClusterArgs } from "../../../../components/mskCluster/mskCluster";
import { evaluate, type Evaluation } from "../../../../plan/evaluate";
import {
  absent,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  at,
  one,
} from "../../../helpers/resources";
import { defaults, withoutVolumes } from "../../../helpers/clusters";

const CLUSTER = "aws:msk/cluster:Cluster";
const CONFIGURATION = "aws:msk/configuration:Configuration";

function cluster(args: Partial<MskClusterArgs> = {}): Promise<Evaluation> {
  return evaluate(() => {
    const { arn, uuid, bootstrapServers, securityGroupId } = new MskCluster("kafka", {
      ...defaults,
      ...args,
    });
    return { arn, uuid, bootstrapServers, securityGroupId };
  });
}

function express(args: Partial<MskClusterArgs> = {}): Promise<Evaluation> {
  const brokerType = "express.m7g.large";
  return evaluate(() => new MskCluster("kafka", { ...withoutVolumes, brokerType, ...args }));
}

describe("MskCluster", () => {
  it("takes only clients that authenticate by IAM", async () => {
    assertInputs(one((await cluster()).resources, CLUSTER), {
      clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
    });
  });

  it("encrypts in transit to clients and between brokers", async () => {
    assertInputs(one((await cluster()).resources, CLUSTER), {
      encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } },
    });
  });

  it("is not public and lives in the given subnets", async () => {
    const { resources } = await cluster();
    assertInputs(one(resources, CLUSTER), {
      brokerNodeGroupInfo: {
        clientSubnets: ["subnet-1", "subnet-2", "subnet-3"],
        connectivityInfo: { publicAccess: { type: "DISABLED" } },
        securityGroups: [one(resources, "aws:ec2/securityGroup:SecurityGroup").state["id"]],
      },
    });
  });

  it("has the size, version and metrics that it is told", async () => {
    assertInputs(one((await cluster()).resources, CLUSTER), {
      clusterName: "orders",
      kafkaVersion: "3.9.x",
      numberOfBrokerNodes: 3,
      enhancedMonitoring: "PER_BROKER",
      brokerNodeGroupInfo: {
        instanceType: "kafka.m7g.large",
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
      },
    });
  });

  it("has its configuration from the start, bound by revision", async () => {
    const { resources } = await cluster();
    const configuration = one(resources, CONFIGURATION);
    assertInputs(one(resources, CLUSTER), {
      configurationInfo: {
        arn: configuration.state["arn"],
        revision: configuration.state["latestRevision"],
      },
    });
    assertWaitsFor(one(resources, CLUSTER), [configuration]);
  });

  it("leaves the configuration's name to Pulumi and fits it to every Kafka version", async () => {
    const { inputs } = one((await cluster()).resources, CONFIGURATION);
    assert.deepEqual(Object.keys(inputs), ["serverProperties"]);
  });

  it("renders the brokers' settings", async () => {
    const properties = { autoCreateTopics: true, replicationFactor: 2, minInsyncReplicas: 1 };
    const { inputs } = one((await cluster({ properties })).resources, CONFIGURATION);
    assert.equal(
      inputs["serverProperties"],
      [
        "auto.create.topics.enable=true",
        "default.replication.factor=2",
        "delete.topic.enable=true",
        "log.retention.hours=168",
        "min.insync.replicas=1",
        "num.partitions=1",
        "unclean.leader.election.enable=false",
        "",
      ].join("\n"),
    );
  });

  it("logs the brokers to a log group with retention", async () => {
    const { resources } = await cluster({ logs: { retentionDays: 30, kmsKeyArn: "arn:key" } });
    const group = one(resources, "aws:cloudwatch/logGroup:LogGroup");
    assertInputs(group, { retentionInDays: 30, kmsKeyId: "arn:key" });
    assertInputs(one(resources, CLUSTER), {
      loggingInfo: {
        brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: group.inputs["name"] } },
      },
    });
  });

  it("encrypts its volumes with a key of one's own when given one", async () => {
    const path = ["encryptionInfo", "encryptionAtRestKmsKeyArn"];
    const plain = one((await cluster()).resources, CLUSTER);
    assert.equal(at(plain.inputs, ...path), undefined);
    const own = one((await cluster({ kmsKeyArn: "arn:key" })).resources, CLUSTER);
    assert.equal(at(own.inputs, ...path), "arn:key");
  });

  it("keeps the volumes' size and its own when there is no ceiling above it", async () => {
    const { resources } = await cluster();
    absent(resources, "aws:appautoscaling/target:Target");
    assert.equal(one(resources, CLUSTER).options.ignoreChanges, undefined);
  });

  it("grows the volumes up to the ceiling and leaves their size alone then", async () => {
    const { resources } = await cluster({ volumeMaxGiB: 500 });
    assertInputs(one(resources, "aws:appautoscaling/target:Target"), {
      serviceNamespace: "kafka",
      scalableDimension: "kafka:broker-storage:VolumeSize",
      maxCapacity: 500,
      resourceId: one(resources, CLUSTER).state["arn"],
    });
    assertInputs(one(resources, "aws:appautoscaling/policy:Policy"), {
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
        disableScaleIn: true,
      },
    });
    assert.deepEqual(one(resources, CLUSTER).options.ignoreChanges, [
      "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize",
    ]);
  });

  it("has Express brokers without volumes, whose partitions MSK balances", async () => {
    const { resources } = await express();
    const { inputs } = one(resources, CLUSTER);
    assert.equal(at(inputs, "brokerNodeGroupInfo", "instanceType"), "express.m7g.large");
    assert.equal(at(inputs, "brokerNodeGroupInfo", "storageInfo"), undefined);
    assert.deepEqual(inputs["rebalancing"], { status: "ACTIVE" });
    absent(resources, "aws:appautoscaling/target:Target");
    const { serverProperties } = one(resources, CONFIGURATION).inputs;
    assert.doesNotMatch(String(serverProperties), /replica|unclean|hours/);
  });

  it("has Standard brokers of which it balances nothing, which MSK would refuse", async () => {
    assert.equal(one((await cluster()).resources, CLUSTER).inputs["rebalancing"], undefined);
  });

  for (const [args, reason] of [
    [{ volumeGiB: 100 }, /volumeGiB must be left out where brokerType is express.*, got 100/],
    [{ volumeMaxGiB: 9 }, /volumeMaxGiB must be left out where brokerType is express.*, got 9/],
    [
      { properties: { ...defaults.properties, replicationFactor: 2 } },
      /properties\.replicationFactor must be a whole number from 3 to 3, got 2/,
    ],
    [
      { properties: { ...defaults.properties, minInsyncReplicas: 1 } },
      /properties\.minInsyncReplicas must be a whole number from 2 to 2, got 1/,
    ],
  ] as const) {
    it(`refuses Express brokers with ${JSON.stringify(args)}`, async () => {
      await assert.rejects(express(args), reason);
    });
  }

  it("refuses Standard brokers without a volume", async () => {
    await assert.rejects(
      express({ brokerType: "kafka.m7g.large" }),
      /volumeGiB must be given where brokerType is kafka\.m7g\.large/,
    );
  });

  it("has time for rolling restarts, a quarter of an hour for each broker", async () => {
    for (const [brokers, update] of [
      [3, "3h"],
      [30, "9h"],
      [60, "16h"],
    ] as const) {
      const { options } = one((await cluster({ brokers })).resources, CLUSTER);
      assert.deepEqual(options.customTimeouts, { create: "2h", update, delete: "2h" });
    }
  });

  it("is protected only where it is told so", async () => {
    assert.equal(one((await cluster()).resources, CLUSTER).options.protect, undefined);
    const { resources } = await cluster({ deletionProtection: true });
    assert.equal(one(resources, CLUSTER).options.protect, true);
    assert.equal(one(resources, CONFIGURATION).options.protect, undefined);
  });

  it("names the first three brokers in order as bootstrap servers", async () => {
    const { outputs } = await cluster();
    assert.match(
      String(outputs["bootstrapServers"]),
      /^b-1\.orders\.\S+:9098,b-2\.orders\.\S+:9098,b-3\.orders\.\S+:9098$/,
    );
  });

  it("is the parent of all that it creates", async () => {
    assertFamily((await cluster({ volumeMaxGiB: 500 })).resources, "kafka");
  });

  for (const [args, reason] of [
    [
      { clusterName: "orders cluster" },
      /clusterName must be 1 to 64 letters, digits, - and _, got/,
    ],
    [{ volumeGiB: 20_000 }, /volumeGiB must be a whole number from 1 to 16384 GiB, got 20000/],
    [{ volumeMaxGiB: 50 }, /volumeMaxGiB must be a whole number from 100 to 16384 GiB, got 50/],
    [{ brokers: 2 }, /properties\.replicationFactor must be a whole number from 1 to 2, got 3/],
    [
      { properties: { ...defaults.properties, minInsyncReplicas: 4 } },
      /properties\.minInsyncReplicas must be a whole number from 1 to 3, got 4/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      await assert.rejects(cluster(args), reason);
    });
  }
});
