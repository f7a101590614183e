import assert from "node:assert/strict";
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

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const namesOf = ({ resources }: Plan, type: string): string[] =>
  all(resources, type).map(({ name }) => name);

describe("The lake", () => {
  it("stores the orders of the one generator, with a table beside it or without", async () => {
    for (const pipeline of ["lake", "orders,lake"]) {
      const loaded = await plan("dev", `pipeline=${pipeline}`);
      assert.equal(
        all(loaded.resources, "aws:msk/topic:Topic").filter(
          ({ inputs }) => inputs["name"] === "orders",
        ).length,
        1,
      );
      const config = connectorOf(loaded, "lake-sink").inputs["connectorConfiguration"];
      assert.equal(at(config, "topics"), "orders");
      assert.equal(at(config, "aws.s3.bucket.name"), at(loaded.outputs["buckets"], "lake"));
      const sources = namesOf(loaded, "aws:mskconnect/connector:Connector").filter((name) =>
        name.includes("source"),
      );
      assert.deepEqual(sources, ["orders-source-connector"]);
    }
  });

  it("has neither table nor anything for one where nothing else runs", async () => {
    const loaded = await plan("prod", "pipeline=lake");
    assert.deepEqual(namesOf(loaded, "aws:dynamodb/table:Table"), []);
    assert.deepEqual(loaded.outputs["tables"], {});
    assert.deepEqual(
      namesOf(loaded, ALARM).filter((name) => /table|lake-sink-silent/.test(name)),
      [],
    );
  });

  it("is there, and closed, before its sink starts", async () => {
    const loaded = await plan("dev", "pipeline=lake");
    const bucket = one(loaded.resources, "msk-pipeline:components:DataBucket");
    assertWaitsFor(connectorOf(loaded, "lake-sink"), [
      one(loaded.resources, POLICY, "lake-policy"),
    ]);
    assert.equal(one(loaded.resources, BUCKET, "lake-bucket").parent, bucket.urn);
  });

  it("is kept in prod, encrypted with the stage's key", async () => {
    const { resources } = await plan("prod", "pipeline=lake");
    const key = one(resources, "aws:kms/key:Key").state["arn"];
    const { inputs, options } = one(resources, BUCKET, "lake-bucket");
    assert.equal(options.protect, true);
    assert.equal(inputs["forceDestroy"], false);
    assertInputs(
      one(
        resources,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "lake-encryption",
      ),
      {
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
            bucketKeyEnabled: true,
          },
        ],
      },
    );
  });

  it("is written by its sink alone, and reached by S3's endpoint", async () => {
    const loaded = await plan("prod", "pipeline=all");
    const arn = String(one(loaded.resources, BUCKET, "lake-bucket").state["arn"]);
    assert.deepEqual(actionsOn(policyOf(loaded, "lake-sink"), `${arn}/orders/*`), ["s3:PutObject"]);
    for (const other of ["orders-source", "orders-sink", "sales-capture", "sales-sink"]) {
      assert.doesNotMatch(String(policyOf(loaded, other)), /s3:/);
    }
    const endpoint = one(loaded.resources, "aws:ec2/vpcEndpoint:VpcEndpoint", "network-s3");
    const write = statements(endpoint.inputs["policy"]).find(
      ({ Sid }) => Sid === "WriteOwnBuckets",
    );
    assert.deepEqual(write?.Resource, ["arn:aws:s3:::msk-pipeline-prod-lake-*/*"]);
  });

  it("leaves S3's endpoint to reading where nothing runs that writes", async () => {
    const { resources } = await plan("prod", "pipeline=orders");
    const endpoint = one(resources, "aws:ec2/vpcEndpoint:VpcEndpoint", "network-s3");
    assert.doesNotMatch(String(endpoint.inputs["policy"]), /Put/);
  });

  it("is watched by its sink: failed tasks, lag and dead letters", async () => {
    const loaded = await plan("prod", "pipeline=lake");
    const ofSink = namesOf(loaded, ALARM).filter((name) => name.includes("lake-sink"));
    assert.deepEqual(ofSink.map((name) => name.replace(/^.*lake-sink-/, "")).sort(), [
      "dead-letters",
      "failed-tasks",
      "lag",
      "no-tasks",
    ]);
  });
});
