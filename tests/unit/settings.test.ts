import assert from "node:assert/strict";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { schema } from "../../config/schema";
import { parseSettings, SettingsError } from "../../config/settings";
import { projectRoot } from "../../deploy/cache";
import { readStageConfig, stageNames } from "../../plan/stageConfig";

const stages = ["dev", "prod", "staging"];

/** The settings of a stage as text, some of them changed. */
function raw(stage: string, changes: Record<string, string> = {}): Record<string, string> {
  const { values } = readStageConfig(projectRoot, stage);
  const own = Object.entries(values).filter(([key]) => key.startsWith("msk-pipeline:"));
  return {
    ...Object.fromEntries(own.map(([k, v]) => [k.slice("msk-pipeline:".length), v])),
    ...changes,
  };
}

function faultsOf(changes: Record<string, string>, stage = "dev"): string[] {
  try {
    parseSettings(raw(stage, changes), "msk-pipeline", stage);
    return [];
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.faults.map(({ key, reason }) => `${key}: ${reason}`);
  }
}

describe("Settings", () => {
  it("declares in Pulumi.yaml exactly the settings that the program reads, with type and description", () => {
    const declared = (
      parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8")) as {
        config: Record<string, { type?: string; description?: string; default?: unknown }>;
      }
    ).config;
    const own = Object.keys(declared).filter((key) => !key.includes(":"));
    assert.deepEqual(own.sort(), Object.keys(schema.shape).sort());
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
      const settings = parseSettings(raw(stage), "msk-pipeline", stage);
      assert.equal(settings.protectData, stage === "prod");
      assert.equal(settings.zones, stage === "dev" ? 2 : 3);
    });
  }

  it("protects production as a careful company would", () => {
    const prod = parseSettings(raw("prod"), "msk-pipeline", "prod");
    assert.equal(prod.customerManagedKey, true);
    assert.equal(prod.monitoringLevel, "PER_TOPIC_PER_BROKER");
    assert.equal(prod.minInsyncReplicas, 2);
    assert.ok(prod.brokerVolumeMaxGiB > prod.brokerVolumeGiB);
    assert.ok(!prod.brokerType.includes("t3"));
  });

  const wrong: readonly (readonly [Record<string, string>, string])[] = [
    [{ zones: "5" }, "zones: must be 2 or 3, got 5"],
    [{ zones: "two" }, "zones: must be 2 or 3, got two"],
    [
      { brokers: "3" },
      "brokers: must be a multiple of zones (2), so that each zone has as many; got 3",
    ],
    [{ brokers: "1e1" }, "brokers: must be a whole number from 2 to 60, got 1e1"],
    [{ nat: "double" }, 'nat: must be none, single, or onePerAz, got "double"'],
    [{ flowLogs: "yes" }, 'flowLogs: must be true or false, got "yes"'],
    [{ logRetentionDays: "8" }, "logRetentionDays: must be 1, 3, 5, 7, 14"],
    [
      { brokerVolumeGiB: "20000" },
      "brokerVolumeGiB: must be a whole number from 1 to 16384 GiB, got 20000",
    ],
    [
      { brokerVolumeMaxGiB: "5" },
      "brokerVolumeMaxGiB: must be at least brokerVolumeGiB (10), got 5",
    ],
    [{ replicationFactor: "3" }, "replicationFactor: must be at most brokers (2), got 3"],
    [{ minInsyncReplicas: "3" }, "minInsyncReplicas: must be at most replicationFactor (2), got 3"],
    [{ sinkTasks: "4" }, "sinkTasks: must be at most ordersPartitions (1), got 4"],
    [{ sinkWorkers: "3" }, "sinkMaxWorkers: must be at least sinkWorkers (3), got 1"],
    [{ vpcCidr: "10.0.0.1/16" }, "vpcCidr: must start at the first address of its range"],
    [
      { vpcCidr: "10.0.0.0/8" },
      'vpcCidr: must be an IPv4 range from /16 to /24 such as 10.0.0.0/16, got "10.0.0.0/8"',
    ],
    [
      { confluentSinkSha256: "abc" },
      'confluentSinkSha256: must be 64 lower-case hexadecimal digits, got "abc"',
    ],
    [
      { kafkaConectVersion: "2.7.1" },
      "kafkaConectVersion: is no setting of this project; did you mean kafkaConnectVersion?",
    ],
    [
      { somethingElse: "1" },
      "somethingElse: is no setting of this project; Pulumi.yaml lists them",
    ],
  ];
  for (const [changes, expected] of wrong) {
    it(`refuses ${JSON.stringify(changes)} and says what is right`, () => {
      const faults = faultsOf(changes);
      assert.ok(
        faults.some((fault) => fault.startsWith(expected)),
        `got: ${faults.join(" | ")}`,
      );
    });
  }

  it("names every fault at once", () => {
    assert.deepEqual(
      faultsOf({ nat: "x", flowLogs: "x", replicationFactor: "9", unheardOf: "1" }),
      [
        'nat: must be none, single, or onePerAz, got "x"',
        'flowLogs: must be true or false, got "x"',
        "unheardOf: is no setting of this project; Pulumi.yaml lists them",
        "replicationFactor: must be at most brokers (2), got 9",
      ],
    );
  });

  it("names a setting that is missing", () => {
    const without = Object.fromEntries(
      Object.entries(raw("dev")).filter(([key]) => key !== "zones"),
    );
    assert.throws(
      () => parseSettings(without, "msk-pipeline", "dev"),
      /msk-pipeline:zones: must be set; Pulumi.yaml declares its default/,
    );
  });
});
