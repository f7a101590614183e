import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkInputs } from "../../../provider/inputs";
import { packageSchema } from "../../../provider/schema";

const topic = { clusterArn: "arn", topic: "orders", partitions: 1, replicationFactor: 2 };
const table = { tableName: "orders", hashKey: { name: "id", type: "S" } };

/** What is said against inputs of a component. */
function against(component: string, inputs: object): string {
  const { inputProperties: properties, requiredInputs: required } =
    packageSchema.resources[`msk-pipeline:components:${component}`] ?? assert.fail();
  try {
    checkInputs(`${component} mine`, { properties, required }, inputs);
    return "";
  } catch (error) {
    assert.ok(pulumi.InputPropertiesError.isInstance(error));
    return error.message;
  }
}

describe("Inputs of a program in another language", () => {
  it("are let through where they are as the schema says", () => {
    assert.equal(against("KafkaTopic", topic), "");
    assert.equal(against("KafkaTopic", { ...topic, retention: "forever" }), "");
    assert.equal(against("KafkaTopic", { ...topic, retention: { hours: 1 } }), "");
    assert.equal(against("DynamoDbTable", { ...table, tags: { Stage: "dev" } }), "");
    assert.equal(against("KafkaTopic", { ...topic, retention: undefined }), "");
  });

  it("may be outputs where AWS says what they are, and nowhere else", () => {
    assert.equal(against("KafkaTopic", { ...topic, clusterArn: pulumi.output("arn") }), "");
    const said = against("KafkaTopic", { ...topic, topic: pulumi.output("orders") });
    assert.match(said, /^KafkaTopic mine: topic must be known when the program runs: .* resource$/);
    const whole = against("DynamoDbTable", { ...table, hashKey: pulumi.output(table.hashKey) });
    assert.match(whole, /hashKey must be known .* may have outputs in its fields/);
  });

  const faults: readonly (readonly [string, string, object])[] = [
    ["is not known", "partition is unknown here: there are clusterArn, topic,", { partition: 1 }],
    ["is missing", "topic must be set", { topic: undefined }],
    ["is no whole number", "partitions must be a whole number, got 1.5", { partitions: 1.5 }],
    ["is of another type", 'partitions must be a whole number, got "6"', { partitions: "6" }],
    [
      "is no known word",
      'retention must be one of forever, latestOfEachKey, got "x"',
      { retention: "x" },
    ],
    ["is wrong in an object", "retention.hours must be set", { retention: {} }],
    ["is no text", "clusterArn must be a string, got 1", { clusterArn: 1 }],
  ];
  for (const [what, said, given] of faults) {
    it(`are refused where one ${what}`, () => {
      const message = against("KafkaTopic", { ...topic, ...given });
      assert.ok(message.startsWith(`KafkaTopic mine: ${said}`), message);
    });
  }

  it("are refused all at once", () => {
    assert.match(
      against("KafkaTopic", {}),
      /clusterArn must be set; topic must be set; partitions/,
    );
  });

  it("are refused by where they stand in lists and maps", () => {
    const archives = { mine: { name: "a", version: "1", mainClass: "A", source: { kind: "ftp" } } };
    assert.match(
      against("PluginBucket", { archives }),
      /archives\["mine"\]\.source\.kind must be one of build, download, file, maven, got "ftp"/,
    );
    assert.match(
      against("Network", { cidr: "10.0.0.0/16", region: "r", zones: 2, tables: ["a", 1] }),
      /tables\[1\] must be a string, got 1/,
    );
    assert.match(against("PluginBucket", { archives: [] }), /archives must be an object, got \[\]/);
  });
});
