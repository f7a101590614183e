import type { Inputs } from "./inputs";
import { present, service, type AwsRequest, type Mapping, type Mappings } from "./mapping";

const s3 = service("s3");

/**
 * Settings of a bucket are resources of their own, each with one request.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/bucket.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/object.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/bucket_lifecycle_configuration.go
 */
export const s3Mappings: Mappings = {
  "aws:s3/bucket:Bucket": {
    create: (bucket) => {
      // It empties the bucket before its deletion.
      bucket.notSent("forceDestroy");
      const Bucket = bucket.physicalName("bucket");
      const TagSet = bucket.tags();
      return [
        {
          // In us-east-1 no location is sent.
          ...s3("CreateBucket", { Bucket, ACL: "private" }),
          decides: {
            [bucket.planned("id")]: Bucket,
            [bucket.planned("arn")]: `arn:aws:s3:::${Bucket}`,
          },
        },
        ...(TagSet ? [s3("PutBucketTagging", { Bucket, Tagging: { TagSet } })] : []),
      ];
    },
    destroy: (bucket) => [s3("DeleteBucket", { Bucket: bucket.physicalName("bucket") })],
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting(
    "PublicAccessBlock",
    (block) => ({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: block.value("blockPublicAcls"),
        BlockPublicPolicy: block.value("blockPublicPolicy"),
        IgnorePublicAcls: block.value("ignorePublicAcls"),
        RestrictPublicBuckets: block.value("restrictPublicBuckets"),
      },
    }),
    "DeletePublicAccessBlock",
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting(
    "BucketOwnershipControls",
    (controls) => ({
      OwnershipControls: {
        Rules: [{ ObjectOwnership: controls.part("rule")?.text("objectOwnership") }],
      },
    }),
    "DeleteBucketOwnershipControls",
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": setting(
    "BucketEncryption",
    (encryption) => ({
      ServerSideEncryptionConfiguration: {
        Rules: encryption.partList("rules").map(encryptionRule),
      },
    }),
    "DeleteBucketEncryption",
  ),
  "aws:s3/bucketPolicy:BucketPolicy": setting(
    "BucketPolicy",
    (policy) => ({ Policy: policy.text("policy") }),
    "DeleteBucketPolicy",
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": setting(
    "BucketLifecycleConfiguration",
    (lifecycle) => ({
      LifecycleConfiguration: { Rules: lifecycle.partList("rules").map(lifecycleRule) },
    }),
    "DeleteBucketLifecycle",
  ),
  "aws:s3/bucketVersioning:BucketVersioning": {
    create: (versioning) => [putVersioning(versioning)],
    destroy: (versioning) => [putVersioning(versioning, "Suspended")],
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    create: (object) => {
      // The archive is a file that the deployment builds.
      object.notSent("source");
      const tags = object.tagMap();
      return [
        s3(
          "PutObject",
          {
            Bucket: object.text("bucket"),
            Key: object.text("key"),
            Body: Buffer.from(`archive of ${object.name}`),
            ContentType: object.value("contentType"),
            Tagging: tags && new URLSearchParams(tags).toString(),
          },
          { VersionId: object.madeUp("version") },
        ),
      ];
    },
    destroy: (object) => [
      s3("DeleteObject", {
        Bucket: object.text("bucket"),
        Key: object.text("key"),
        VersionId: object.madeUp("version"),
      }),
    ],
  },
};

/** Returns a setting that is put as a whole. */
function setting(
  what: string,
  members: (inputs: Inputs) => Readonly<Record<string, unknown>>,
  removal: string,
): Mapping {
  return {
    create: (inputs) => [s3(`Put${what}`, { Bucket: inputs.text("bucket"), ...members(inputs) })],
    destroy: (inputs) => [s3(removal, { Bucket: inputs.text("bucket") })],
  };
}

function encryptionRule(rule: Inputs): unknown {
  const byDefault = rule.part("applyServerSideEncryptionByDefault");
  return present({
    ApplyServerSideEncryptionByDefault:
      byDefault &&
      present({
        SSEAlgorithm: byDefault.text("sseAlgorithm"),
        KMSMasterKeyID: byDefault.value("kmsMasterKeyId"),
      }),
    BucketKeyEnabled: rule.value("bucketKeyEnabled"),
  });
}

function lifecycleRule(rule: Inputs): unknown {
  const old = rule.part("noncurrentVersionExpiration");
  const upload = rule.part("abortIncompleteMultipartUpload");
  const end = rule.part("expiration");
  // The mapping knows the filter that is empty and stands for every object.
  rule.part("filter");
  return present({
    ID: rule.value("id"),
    Status: rule.value("status"),
    Filter: { Prefix: "" },
    Expiration: end && { Days: end.value("days") },
    NoncurrentVersionExpiration: old && { NoncurrentDays: old.value("noncurrentDays") },
    AbortIncompleteMultipartUpload: upload && {
      DaysAfterInitiation: upload.value("daysAfterInitiation"),
    },
  });
}

/** `status` is put in place of the planned one: a versioned bucket can only be suspended. */
function putVersioning(versioning: Inputs, status?: string): AwsRequest {
  const planned = versioning.part("versioningConfiguration")?.text("status");
  return s3("PutBucketVersioning", {
    Bucket: versioning.text("bucket"),
    VersioningConfiguration: { Status: status ?? planned },
  });
}
