import * as s3 from "@pulumi/aws/s3";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { policyJson, type KnownStatement } from "../../support/iamPolicies";
import type { Tags } from "./tags";

export interface NewBucketArgs {
  /**
   * ARN of the KMS key that encrypts the objects.
   * @default - Amazon S3's own key
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether Pulumi refuses to delete the bucket. Without it, destroying the stack empties it.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/** Says by a bucket's ARN who else is let in. */
export type Admission = (bucketArn: string) => pulumi.Output<KnownStatement[]>;

export interface SecureBucketArgs extends NewBucketArgs {
  /**
   * Whom its policy lets in besides the IAM policies of the account.
   * @default - nobody
   */
  readonly admits?: Admission;
  /**
   * Days after which an object ends.
   * @default - none does
   */
  readonly expiresAfterDays?: number;
}

/** A bucket as whoever stores something in it knows it; an aws.s3.Bucket is one. */
export interface KnownBucket {
  /** Its name. */
  readonly bucket: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

/** A bucket that data may go to. */
export interface PreparedBucket {
  readonly bucket: KnownBucket;
  /** What must be in place before anything is stored. */
  readonly safeguards: readonly pulumi.Resource[];
}

export interface SecureBucket extends PreparedBucket {
  readonly policy: s3.BucketPolicy;
}

/** Creates a bucket that is private, encrypted and versioned, and takes requests by TLS only. */
export function secureBucket(
  name: string,
  { kmsKeyArn, deletionProtection = false, tags, admits, expiresAfterDays }: SecureBucketArgs,
  parent: pulumi.Resource,
): SecureBucket {
  const bucket = new s3.Bucket(
    `${name}-bucket`,
    { forceDestroy: !deletionProtection, tags },
    { parent, protect: deletionProtection },
  );
  const of = { bucket: bucket.id };
  const opts = { parent };
  const privacy = new s3.BucketPublicAccessBlock(
    `${name}-privacy`,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  const ownership = new s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
  const encryption = new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...of, rules: [encryptionRule(kmsKeyArn)] },
    opts,
  );
  const versioning = new s3.BucketVersioning(
    `${name}-versioning`,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  const policy = new s3.BucketPolicy(
    `${name}-policy`,
    { ...of, policy: bucket.arn.apply((arn) => bucketPolicy(arn, admits)) },
    // S3 refuses two changes of a bucket's access at a time.
    { parent, dependsOn: [privacy] },
  );
  new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...of, rules: [expiry(expiresAfterDays)] },
    { parent, dependsOn: [versioning] },
  );
  return { bucket, policy, safeguards: [privacy, ownership, encryption, versioning, policy] };
}

function expiry(days: number | undefined): input.s3.BucketLifecycleConfigurationRule {
  return {
    id: "expire-old-versions",
    status: "Enabled",
    filter: {},
    ...(days === undefined ? {} : { expiration: { days } }),
    noncurrentVersionExpiration: { noncurrentDays: 30 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
}

function encryptionRule(
  kmsKeyArn: pulumi.Input<string> | undefined,
): input.s3.BucketServerSideEncryptionConfigurationRule {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: kmsKeyArn,
        },
        bucketKeyEnabled: true,
      };
}

function bucketPolicy(
  bucketArn: string,
  admits: Admission = () => pulumi.output([]),
): pulumi.Output<string> {
  const tlsOnly: KnownStatement = {
    Sid: "DenyPlaintext",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return admits(bucketArn).apply((admitted) => policyJson(tlsOnly, ...admitted));
}
