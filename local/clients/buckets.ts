import {
  CreateBucketCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { LOCAL_CREDENTIALS } from "./localCredentials";
import "../../support/awsSdk";

/** An object of a bucket, without its content. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
}

/** Returns a client of what stands in for Amazon S3. */
export function localS3(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: "us-east-1",
    credentials: LOCAL_CREDENTIALS,
    maxAttempts: 3,
    // A bucket has no host name of its own here.
    forcePathStyle: true,
  });
}

/** What stands in for Amazon S3 on this machine, seen by a client. */
export class BucketClient {
  readonly #client: S3Client;

  constructor(endpoint: string) {
    this.#client = localS3(endpoint);
  }

  close(): void {
    this.#client.destroy();
  }

  async create(bucket: string): Promise<void> {
    await this.#client.send(new CreateBucketCommand({ Bucket: bucket }));
  }

  /** Lists the objects of a bucket by their keys. */
  async list(bucket: string): Promise<readonly StoredObject[]> {
    const objects: StoredObject[] = [];
    for await (const page of paginateListObjectsV2({ client: this.#client }, { Bucket: bucket })) {
      for (const { Key: key = "", Size: bytes = 0 } of page.Contents ?? []) {
        objects.push({ key, bytes });
      }
    }
    return objects;
  }

  /** Returns the content of an object. */
  async read(bucket: string, key: string): Promise<Buffer> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }
}
