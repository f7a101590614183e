import type { ResourceType } from "./resourceType";

const ofBucket: ResourceType = { required: ["bucket"], replaces: ["bucket"] };

/**
 * Buckets, and what belongs to one.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket
 */
export const bucketTypes: Readonly<Record<string, ResourceType>> = {
  "aws:s3/bucket:Bucket": {
    required: [],
    replaces: ["bucket"],
    named: "bucket",
    heldBy: ["aws:s3/bucketObjectv2:BucketObjectv2"],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    required: ["bucket", "key"],
    replaces: ["bucket", "key"],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket,
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
};
