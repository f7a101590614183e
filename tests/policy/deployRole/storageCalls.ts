import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type Calls, type TypeCalls } from "./calls";
import { Here } from "./here";

const s3 = actionsOf("s3");
const dynamoDb = actionsOf("dynamodb");
const glue = actionsOf("glue");
const logs = actionsOf("logs");
const kms = actionsOf("kms");

const bucket: TypeCalls = {
  sources: [
    schema("s3-bucket"),
    provider("s3/bucket.go"),
    // Tags go by S3 Control, and by S3 where a region does not have that.
    "https://github.com/hashicorp/terraform-provider-aws/pull/45251",
    "https://github.com/hashicorp/terraform-provider-aws/issues/45784",
  ],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const read: Row[] = [
      [
        s3(
          "GetAccelerateConfiguration",
          "GetBucketAcl",
          "GetBucketCORS",
          "GetBucketLogging",
          "GetBucketObjectLockConfiguration",
          "GetBucketPolicy",
          "GetBucketRequestPayment",
          "GetBucketTagging",
          "GetBucketVersioning",
          "GetBucketWebsite",
          "GetEncryptionConfiguration",
          "GetLifecycleConfiguration",
          "GetReplicationConfiguration",
          "ListBucket",
          "ListTagsForResource",
        ),
        arn,
      ],
    ];
    return {
      create: [[s3("CreateBucket", "PutBucketTagging", "TagResource"), arn], ...read],
      read,
      update: [[s3("PutBucketTagging", "TagResource", "UntagResource"), arn], ...read],
      delete: [
        [s3("DeleteBucket", "ListBucketVersions"), arn],
        [s3("DeleteObject", "DeleteObjectVersion"), `${arn}/plugin/1-sha256.zip`],
      ],
    };
  },
};

interface Sub {
  readonly file: string;
  readonly read: string;
  readonly write: string;
  /** What deletes it, where that is another action. */
  readonly remove?: string;
}

/** Something of a bucket that is a resource of its own. */
function ofBucket({ file, read, write, remove = write }: Sub): TypeCalls {
  return {
    sources: [
      provider(`s3/${file}`),
      schema(file === "bucket_policy.go" ? "s3-bucketpolicy" : "s3-bucket"),
    ],
    calls: (_resource, here): Calls => {
      const arn = here.one("aws:s3/bucket:Bucket");
      const look: Row[] = [[s3(read), arn]];
      return {
        create: [[s3(write), arn], ...look],
        read: look,
        update: [[s3(write), arn], ...look],
        delete: [[s3(remove), arn], ...look],
      };
    },
  };
}

const archive: TypeCalls = {
  sources: [
    provider("s3/object.go"),
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html",
  ],
  calls: (resource, here) => {
    const bucketArn = here.one("aws:s3/bucket:Bucket");
    const arn = `${bucketArn}/${Here.text(resource, "key")}`;
    // An upload in parts decrypts what it has encrypted.
    const encrypt = here
      .key("s3")
      .map(([key, context]): Row => [kms("Decrypt", "GenerateDataKey"), key, context]);
    const read: Row[] = [[s3("GetObject", "GetObjectTagging"), arn]];
    const put: Row[] = [
      [s3("AbortMultipartUpload", "PutObject", "PutObjectTagging"), arn],
      ...encrypt,
      ...read,
    ];
    return {
      create: put,
      read,
      update: put,
      delete: [
        [s3("ListBucketVersions"), bucketArn],
        [s3("DeleteObject", "DeleteObjectVersion"), arn],
      ],
    };
  },
};

const table: TypeCalls = {
  sources: [provider("dynamodb/table.go"), schema("dynamodb-table")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [
      [
        dynamoDb(
          "DescribeContinuousBackups",
          "DescribeTable",
          "DescribeTimeToLive",
          "ListTagsOfResource",
        ),
        arn,
        own,
      ],
    ];
    const grant = here.key("dynamodb").flatMap(([key, context]): Row[] => [
      [kms("Decrypt", "DescribeKey"), key, context],
      [kms("CreateGrant"), key, { ...context, "kms:GrantIsForAWSResource": "true" }],
    ]);
    return {
      create: [
        [dynamoDb("CreateTable", "TagResource"), arn, made(resource)],
        [dynamoDb("UpdateContinuousBackups"), arn, own],
        ...grant,
        ...read,
      ],
      read,
      update: [
        [
          dynamoDb("TagResource", "UntagResource", "UpdateContinuousBackups", "UpdateTable"),
          arn,
          own,
        ],
        ...grant,
        ...read,
      ],
      delete: [[dynamoDb("DeleteTable"), arn, own], ...read],
    };
  },
};

const registry: TypeCalls = {
  sources: [provider("glue/registry.go"), schema("glue-registry")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const read: Row[] = [[glue("GetRegistry", "GetTags"), arn, owned(resource)]];
    return {
      create: [[glue("CreateRegistry", "TagResource"), arn, made(resource)], ...read],
      read,
      update: [
        [glue("TagResource", "UntagResource", "UpdateRegistry"), arn, owned(resource)],
        ...read,
      ],
      delete: [[glue("DeleteRegistry"), arn, owned(resource)], ...read],
    };
  },
};

const logGroup: TypeCalls = {
  sources: [schema("logs-loggroup"), provider("logs/group.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const encrypted =
      "kmsKeyId" in resource.inputs ? ["AssociateKmsKey", "DisassociateKmsKey"] : [];
    const read: Row[] = [
      [logs("DescribeLogGroups"), "*"],
      [logs("ListTagsForResource"), arn, own],
    ];
    return {
      create: [
        [logs("CreateLogGroup", "TagResource"), arn, made(resource)],
        [logs("PutRetentionPolicy"), `${arn}:`, own],
        ...read,
      ],
      read,
      update: [
        [logs("DeleteRetentionPolicy", "PutRetentionPolicy", ...encrypted), `${arn}:`, own],
        [logs("TagResource", "UntagResource"), arn, own],
        ...read,
      ],
      delete: [[logs("DeleteLogGroup"), `${arn}:`, own], ...read],
    };
  },
};

export const storageCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:dynamodb/table:Table": table,
  "aws:glue/registry:Registry": registry,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket({
    file: "bucket_lifecycle_configuration.go",
    read: "GetLifecycleConfiguration",
    write: "PutLifecycleConfiguration",
  }),
  "aws:s3/bucketObjectv2:BucketObjectv2": archive,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket({
    file: "bucket_ownership_controls.go",
    read: "GetBucketOwnershipControls",
    write: "PutBucketOwnershipControls",
  }),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket({
    file: "bucket_policy.go",
    read: "GetBucketPolicy",
    write: "PutBucketPolicy",
    remove: "DeleteBucketPolicy",
  }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket({
    file: "bucket_public_access_block.go",
    read: "GetBucketPublicAccessBlock",
    write: "PutBucketPublicAccessBlock",
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket({
      file: "bucket_server_side_encryption_configuration.go",
      read: "GetEncryptionConfiguration",
      write: "PutEncryptionConfiguration",
    }),
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket({
    file: "bucket_versioning.go",
    read: "GetBucketVersioning",
    write: "PutBucketVersioning",
  }),
};
