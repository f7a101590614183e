import * as mskconnect from "@pulumi/aws/mskconnect";
import * as s3 from "@pulumi/aws/s3";
import * as local from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { PluginArchive } from "../connectors/plugins";
import { secureBucket } from "./secureBucket";

export interface PluginBucketArgs {
  /**
   * ARN of the KMS key that encrypts the archives.
   * @default - Amazon S3's own key
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether Pulumi refuses to delete the bucket. Without it, destroying the stack empties it.
   * @default false
   */
  readonly deletionProtection?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A plugin that connectors can use. */
export interface Plugin {
  readonly arn: pulumi.Output<string>;
  readonly revision: pulumi.Output<number>;
}

const preparedArchive = z.object({ path: z.string(), sha256: z.string() });

/**
 * Private bucket of the connector plugins' archives, and the custom plugins made of them.
 *
 *     const plugins = new PluginBucket("plugins", { tags });
 *     const sink = plugins.addPlugin(bundledDynamoDbSink);
 */
export class PluginBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  private readonly bucket: s3.Bucket;
  private readonly safeguards: pulumi.Resource[];

  constructor(
    private readonly name: string,
    private readonly args: PluginBucketArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("msk-pipeline:components:PluginBucket", name, args, opts);
    const { bucket, safeguards } = secureBucket(name, args, this);
    this.bucket = bucket;
    this.safeguards = safeguards;
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /**
   * Builds or downloads the archive, uploads it under its content's hash and makes a custom plugin
   * of just that version. A plugin cannot be changed, so another content is another plugin.
   */
  addPlugin(archive: PluginArchive): Plugin {
    const prepared = prepare(archive, this);
    const { name, version } = archive;
    const object = new s3.BucketObjectv2(
      `${this.name}-${name}-archive`,
      {
        bucket: this.bucketName,
        key: pulumi.interpolate`${name}/${version}-${prepared.sha256}.zip`,
        source: prepared.apply(({ path }) => new pulumi.asset.FileAsset(path)),
        contentType: "application/zip",
        tags: this.args.tags,
      },
      { parent: this, dependsOn: this.safeguards },
    );
    const plugin = new mskconnect.CustomPlugin(
      `${this.name}-${name}`,
      {
        name: prepared.sha256.apply((sha256) => pluginName(archive, sha256)),
        contentType: "ZIP",
        location: {
          s3: {
            bucketArn: this.bucket.arn,
            fileKey: object.key,
            objectVersion: object.versionId,
          },
        },
        tags: this.args.tags,
      },
      { parent: this, customTimeouts: { create: "20m", delete: "20m" } },
    );
    return { arn: plugin.arn, revision: plugin.latestRevision };
  }
}

/**
 * Runs at every deployment, previews among them, and not only when something changed: Pulumi reads
 * the archive each time to compare its hash, so it must be on this machine each time.
 */
function prepare(
  archive: PluginArchive,
  parent: pulumi.Resource,
): pulumi.Output<z.output<typeof preparedArchive>> {
  const run = local.runOutput(
    {
      command: "node --import tsx deploy/pluginArchive.ts",
      stdin: JSON.stringify(archive),
      logging: "stderr",
    },
    { parent },
  );
  return run.stdout.apply((stdout) => preparedArchive.parse(JSON.parse(stdout)));
}

function pluginName({ name, version }: PluginArchive, sha256: string): string {
  return `${pulumi.getStack()}-${name}-${version.replaceAll(".", "-")}-${sha256.slice(0, 12)}`;
}
