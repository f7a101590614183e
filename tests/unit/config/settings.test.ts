import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseSettings } from "../../../config/settings";
import { projectRoot } from "../../../support/projectRoot";
import { stageNames } from "../../../plan/stageConfig";
import { faultsOf, rawSettings, settingKeys } from "../../helpers/rawSettings";

const stages = ["dev", "prod", "staging"];

describe("Settings", () => {
  it("declares in Pulumi.yaml exactly the settings that the program reads, with type and description", () => {
    const declared = (
      parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8")) as {
        config: Record<string, { type?: string; description?: string; default?: unknown }>;
      }
    ).config;
    const own = Object.keys(declared).filter((key) => !key.includes(":"));
    assert.deepEqual(own.sort(), settingKeys.toSorted());
    for (const key of own) {
      const { type, description, default: fallback } = declared[key] ?? {};
      assert.ok(type !== undefined && description !== undefined && fallback !== undefined, key);
    }
  });

  it("has the stages dev, prod and staging", () => {
    assert.deepEqual(stageNames(projectRoot), stages);
  });

  for (const stage of stages) {
    it(`accepts the stage ${stage}`, () => {
      const settings = parseSettings(rawSettings(stage), "msk-pipeline", stage);
      assert.equal(settings.protectData, stage === "prod");
      assert.equal(settings.zones, stage === "dev" ? 2 : 3);
    });

    for (const pipeline of ["orders", "cdc", "lake", "all"]) {
      it(`accepts the stage ${stage} with pipeline ${pipeline}`, () => {
        assert.deepEqual(faultsOf(rawSettings(stage, { pipeline })), []);
      });
    }
  }

  it("protects production as a careful company would", () => {
    const prod = parseSettings(rawSettings("prod"), "msk-pipeline", "prod");
    assert.equal(prod.customerManagedKey, true);
    assert.equal(prod.monitoringLevel, "PER_TOPIC_PER_BROKER");
    assert.equal(prod.minInsyncReplicas, 2);
    assert.ok(prod.brokerVolumeMaxGiB > prod.brokerVolumeGiB);
    assert.ok(!prod.brokerType.includes("t3"));
  });

  const sha256 = "a".repeat(64);
  const checksums = { confluentDatagenSha256: sha256, confluentSinkSha256: sha256 };
  const accepted: readonly (readonly [
    what: string,
    stage: string,
    changes: Record<string, string>,
  ])[] = [
    ["the smallest network", "dev", { vpcCidr: "192.168.7.0/24", pipeline: "all" }],
    [
      "a /24 as full as it can be",
      "dev",
      {
        // 20 brokers, 24 workers, 5 endpoints, 9 instances and the client: 59.
        vpcCidr: "10.0.0.0/24",
        brokers: "40",
        brokerType: "kafka.m7g.large",
        kafkaVersion: "3.9.x.kraft",
        pipeline: "orders,cdc",
        sourceMaxWorkers: "3",
        sinkMaxWorkers: "10",
        interfaceEndpoints: '["sts"]',
        databaseInstances: "9",
      },
    ],
    [
      "a lake that never runs Confluent's sink without its checksum",
      "prod",
      { plugins: "confluent", pipeline: "lake", confluentDatagenSha256: sha256 },
    ],
    ["30 brokers with ZooKeeper", "dev", { brokers: "30" }],
    [
      "60 brokers with KRaft",
      "dev",
      { brokers: "60", kafkaVersion: "3.9.x.kraft", brokerType: "kafka.m7g.large" },
    ],
    ["storage that grows by one step", "dev", { brokerVolumeMaxGiB: "20" }],
    ["one copy of everything", "dev", { replicationFactor: "1", minInsyncReplicas: "1" }],
    ["as many partitions as a small broker bears", "dev", { ordersPartitions: "244" }],
    ["the longest name of a table", "dev", { tableNameFormat: `${"x".repeat(249)}\${topic}` }],
    ["Confluent's plugins in the lab without checksums", "dev", { plugins: "confluent" }],
    ["Confluent's plugins in production", "prod", { plugins: "confluent", ...checksums }],
    [
      "only the sink's checksum where no orders are made up",
      "prod",
      {
        plugins: "confluent",
        pipeline: "cdc",
        confluentSinkVersion: "1.10.0",
        confluentSinkSha256: sha256,
      },
    ],
    [
      "an address that a file stands in for",
      "dev",
      {
        plugins: "confluent",
        confluentSinkUrl: "https://example.com/sink.zip",
        confluentSinkFile: "sink.zip",
      },
    ],
    ["a database that is not deployed", "dev", { databaseInstances: "15", debeziumVersion: "1.9" }],
  ];
  for (const [what, stage, changes] of accepted) {
    it(`accepts ${what}`, () => {
      assert.deepEqual(faultsOf(rawSettings(stage, changes)), []);
    });
  }

  it("names every fault at once", () => {
    assert.deepEqual(
      faultsOf(
        rawSettings("dev", { nat: "x", flowLogs: "x", replicationFactor: "9", unheardOf: "1" }),
      ),
      [
        'nat: must be none, single, or onePerAz, got "x"',
        'flowLogs: must be true or false, got "x"',
        "unheardOf: is no setting of this project; Pulumi.yaml lists them",
        "replicationFactor: must be at most brokers (2), got 9",
      ],
    );
  });

  it("names a setting that is missing", () => {
    const without = Object.entries(rawSettings("dev")).filter(([key]) => key !== "zones");
    assert.deepEqual(faultsOf(Object.fromEntries(without)), [
      "zones: must be set; Pulumi.yaml declares its default",
    ]);
  });

  it("keeps a refused value of any length short and on its line", () => {
    const [fault = ""] = faultsOf(rawSettings("dev", { nat: `\n${"x".repeat(100_000)}` }));
    assert.match(fault, /^nat: must be none, single, or onePerAz, got "\\nx{99}…"$/);
  });
});
