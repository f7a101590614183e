import assert from "node:assert/strict";
import { DataBucket, type DataBucketArgs } from "../../../components/dataBucket";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { assertFamily, assertInputs, one } from "../../helpers/resources";

const BUCKET = "aws:s3/bucket:Bucket";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

async function bucket(args: DataBucketArgs = {}): Promise<readonly PlannedResource[]> {
  const { resources } = await evaluate(
    () => new DataBucket("lake", { tags: { Stage: "test" }, ...args }),
  );
  assertFamily(resources, "lake");
  return resources;
}

describe("DataBucket", () => {
  it("is private, by TLS only, keeps versions, and goes with the stack", async () => {
    const resources = await bucket();
    const { inputs, options } = one(resources, BUCKET);
    assert.deepEqual(inputs, { forceDestroy: true, tags: { Stage: "test" } });
    assert.equal(options.protect ?? false, false);
    assertInputs(one(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), {
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    });
    assertInputs(one(resources, "aws:s3/bucketVersioning:BucketVersioning"), {
      versioningConfiguration: { status: "Enabled" },
    });
    assert.match(
      String(one(resources, "aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]),
      /"aws:SecureTransport":"false"/,
    );
  });

  it("ends no record by itself", async () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const rules = JSON.stringify(one(await bucket(), type).inputs["rules"]);
    assert.doesNotMatch(rules, /"expiration"/);
  });

  it("is neither deleted nor emptied when it is protected, and encrypted with a key of one's own", async () => {
    const resources = await bucket({ deletionProtection: true, kmsKeyArn: "arn:key" });
    const { inputs, options } = one(resources, BUCKET);
    assert.equal(inputs["forceDestroy"], false);
    assert.equal(options.protect, true);
    assert.match(JSON.stringify(one(resources, ENCRYPTION).inputs), /"kmsMasterKeyId":"arn:key"/);
  });
});
