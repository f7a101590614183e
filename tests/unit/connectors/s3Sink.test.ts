import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bundledS3Sink } from "../../../archives/catalogue";
import { s3Sink, type S3SinkArgs } from "../../../connectors/s3Sink";

const arn = "arn:aws:s3:::msk-pipeline-dev-lake-bucket-1234567";
const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1";
const sink: S3SinkArgs = {
  stage: "dev",
  name: "lake-sink",
  plugin: bundledS3Sink,
  topics: ["orders"],
  region: "eu-west-1",
  bucket: { name: "msk-pipeline-dev-lake-bucket-1234567", arn },
  tasks: 3,
};

/** Returns the resources of the grants, known. */
function resourcesOf(args: S3SinkArgs): Promise<string[]> {
  const all = pulumi.output(s3Sink(args).access.flatMap(({ resources }) => resources));
  return new Promise((resolve) => {
    all.apply(resolve);
  });
}

describe("s3Sink", () => {
  it("is told region and bucket, and reads texts and plain JSON", () => {
    assert.deepEqual(s3Sink(sink).config, {
      "connector.class": "dev.mskpipeline.connect.s3.S3SinkConnector",
      "tasks.max": "3",
      topics: "orders",
      "aws.s3.region": "eu-west-1",
      "aws.s3.bucket.name": "msk-pipeline-dev-lake-bucket-1234567",
      "key.converter": "org.apache.kafka.connect.storage.StringConverter",
      "value.converter": "org.apache.kafka.connect.json.JsonConverter",
      "value.converter.schemas.enable": "false",
    });
  });

  it("stops at a record that it cannot read unless dead letters are on", () => {
    const deadLetters = { topic: "lake-dead-letters", replicationFactor: 3 };
    const { config, writes } = s3Sink({ ...sink, deadLetters });
    assert.equal(config["errors.tolerance"], "all");
    assert.equal(config["errors.deadletterqueue.topic.name"], "lake-dead-letters");
    assert.deepEqual(writes, ["lake-dead-letters"]);
    assert.deepEqual(s3Sink(sink).writes, []);
  });

  it("may write under the names of its topics, and use no key where there is none", async () => {
    const topics = ["orders", "returns"];
    const { access } = s3Sink({ ...sink, topics });
    assert.deepEqual(
      access.map(({ actions }) => actions),
      [["s3:PutObject"]],
    );
    assert.deepEqual(await resourcesOf({ ...sink, topics }), [
      `${arn}/orders/*`,
      `${arn}/returns/*`,
    ]);
  });

  it("may use the bucket's key through S3 of its region", () => {
    const { access } = s3Sink({ ...sink, bucket: { ...sink.bucket, kmsKeyArn } });
    assert.deepEqual(access[1], {
      sid: "UseBucketKey",
      actions: ["kms:GenerateDataKey"],
      resources: [kmsKeyArn],
      conditions: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });

  it("reads its topics in the group that Kafka Connect names after it", () => {
    const { reads, groups, kind, summaries } = s3Sink(sink);
    assert.deepEqual(
      { reads, groups, kind, summaries },
      { reads: ["orders"], groups: ["connect-dev-lake-sink"], kind: "sink", summaries: undefined },
    );
  });
});
