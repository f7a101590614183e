import { at, list, shown } from "../properties";
import { referringTo } from "../references";
import { unless, type Resource, type StackRule } from "../rule";
import { statements, type Statement } from "../statements";

const types = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const scope = "stack";

const PRIVACY = ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"];
const POLICY = ["aws:s3/bucketPolicy:BucketPolicy"];
const VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];
const ENCRYPTION = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];

const BLOCKS = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

export const s3Rules: readonly StackRule[] = [
  {
    id: "s3-private",
    title: "Buckets block all public access",
    controls: ["Security Hub S3.8", "Checkov CKV2_AWS_6"],
    why: "It holds whatever a later policy or access list says.",
    fix: "Add a BucketPublicAccessBlock with all four blocks on",
    scope,
    types,
    check: (bucket, stack) =>
      unless(
        guards(bucket, stack, PRIVACY).some(({ props }) =>
          BLOCKS.every((block) => props[block] === true),
        ),
        "Public access is not blocked altogether",
      ),
  },
  {
    id: "s3-tls",
    title: "Buckets take requests by TLS only",
    controls: ["Security Hub S3.5", "Checkov CKV_AWS_379"],
    why: "S3 answers plain HTTP too.",
    fix: "Add a BucketPolicy that denies s3:* to everybody where aws:SecureTransport is false",
    scope,
    types,
    check: (bucket, stack) =>
      unless(
        guards(bucket, stack, POLICY).some(({ props }) =>
          statements(props["policy"]).some(deniesPlaintext),
        ),
        "No policy denies requests without TLS",
      ),
  },
  {
    id: "s3-versioned",
    title: "Buckets keep the versions of their objects",
    controls: ["Security Hub S3.14", "Checkov CKV_AWS_21"],
    why: "What was overwritten or deleted can be had back, and a connector plugin names a version.",
    fix: "Add a BucketVersioning with the status Enabled",
    scope,
    types,
    check: (bucket, stack) =>
      unless(
        guards(bucket, stack, VERSIONING).some(
          ({ props }) => at(props, "versioningConfiguration", "status") === "Enabled",
        ),
        "Versioning is not enabled",
      ),
  },
  {
    id: "s3-encrypted",
    title: "Buckets say how they are encrypted",
    controls: ["Checkov CKV_AWS_19"],
    why: "S3 encrypts in any case; saying how keeps it from being changed unseen.",
    fix: "Add a BucketServerSideEncryptionConfiguration",
    scope,
    types,
    check: (bucket, stack) =>
      unless(algorithms(bucket, stack).length > 0, "There is no encryption configuration"),
  },
  {
    id: "s3-customer-key",
    title: "Buckets are encrypted with a key of the account's own",
    controls: ["Security Hub S3.17", "Checkov CKV_AWS_145"],
    why: "Only such a key can be disabled, and tells by its policy and its log who used it.",
    fix: "Set sseAlgorithm to aws:kms and kmsMasterKeyId to the key's ARN",
    scope,
    types,
    check: (bucket, stack) =>
      // Where there is no configuration, s3-encrypted says so.
      algorithms(bucket, stack)
        .map(shown)
        .filter((algorithm) => !algorithm.startsWith("aws:kms"))
        .map((algorithm) => `The algorithm is ${algorithm}`),
  },
];

function guards(bucket: Resource, stack: readonly Resource[], kind: readonly string[]): Resource[] {
  return referringTo(bucket, stack, kind, ["bucket"]);
}

function algorithms(bucket: Resource, stack: readonly Resource[]): unknown[] {
  return guards(bucket, stack, ENCRYPTION)
    .map(({ props }) =>
      at(list(props["rules"])[0], "applyServerSideEncryptionByDefault", "sseAlgorithm"),
    )
    .filter((algorithm) => algorithm !== undefined);
}

function deniesPlaintext({ effect, everybody, actions, conditions }: Statement): boolean {
  return (
    effect === "Deny" &&
    everybody &&
    actions.some((action) => action === "s3:*" || action === "*") &&
    conditions.some(
      ({ operator, key, values }) =>
        operator === "Bool" &&
        key.toLowerCase() === "aws:securetransport" &&
        values.includes("false"),
    )
  );
}
