import * as pulumi from "@pulumi/pulumi";
import { secureBucket, type NewBucketArgs } from "./parts/secureBucket";

export type DataBucketArgs = NewBucketArgs;

/**
 * Private bucket of records that a sink stores: encrypted, versioned, by TLS only. Nothing in it ends
 * by itself but what was overwritten or deleted, after 30 days.
 *
 *     const lake = new DataBucket("lake", { kmsKeyArn: key.arn, deletionProtection: true, tags });
 */
export class DataBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DataBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:DataBucket", name, args, opts);
    const { bucket } = secureBucket(name, args, this);
    this.bucketName = pulumi.output(bucket.bucket);
    this.arn = pulumi.output(bucket.arn);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
