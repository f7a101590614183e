import { ListObjectsV2Command, NoSuchBucket, type S3Client } from "@aws-sdk/client-s3";
import type { BucketSummary } from "./check/inspectable";

export async function describeBucket(client: S3Client, name: string): Promise<BucketSummary> {
  try {
    const { Contents: objects = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: name, MaxKeys: 1 }),
    );
    return { name, hasObjects: objects.length > 0 };
  } catch (error) {
    if (error instanceof NoSuchBucket) return { name, hasObjects: undefined };
    throw error;
  }
}
