import type { Correspondence, Params } from "./correspondence";
import { part, parts, present, reshaped } from "./correspondence";

/** S3's requests by operation: a bucket's settings are properties of the bucket. */
export const s3: Readonly<Record<string, Correspondence>> = {
  // A canned ACL has another name in CloudFormation.
  CreateBucket: bucket(() => ({})),
  PutBucketEncryption: bucket((params) => ({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: parts(
        part(params, "ServerSideEncryptionConfiguration"),
        "Rules",
      ).map(({ ApplyServerSideEncryptionByDefault, ...rule }) =>
        present({ ...rule, ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault }),
      ),
    },
  })),
  PutBucketLifecycleConfiguration: bucket((params) => ({
    LifecycleConfiguration: {
      Rules: parts(part(params, "LifecycleConfiguration"), "Rules").map(
        ({ Filter, Expiration, ...rule }) =>
          present({
            ...rule,
            ...part({ Filter }, "Filter"),
            ExpirationInDays: Expiration && part({ Expiration }, "Expiration")["Days"],
          }),
      ),
    },
  })),
  PutBucketOwnershipControls: bucket(({ OwnershipControls }) => ({ OwnershipControls })),
  PutBucketPolicy: reshaped("AWS::S3::BucketPolicy", ({ Bucket, Policy }) => ({
    Bucket,
    PolicyDocument: Policy,
  })),
  PutBucketTagging: bucket((params) => ({ Tags: part(params, "Tagging")["TagSet"] })),
  PutBucketVersioning: bucket(({ VersioningConfiguration }) => ({ VersioningConfiguration })),
  PutPublicAccessBlock: bucket(({ PublicAccessBlockConfiguration }) => ({
    PublicAccessBlockConfiguration,
  })),
};

function bucket(properties: (params: Params) => Params): Correspondence {
  return reshaped("AWS::S3::Bucket", (params) => ({
    BucketName: params["Bucket"],
    ...properties(params),
  }));
}
