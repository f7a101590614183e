import * as mskconnect from "@pulumi/aws/mskconnect";
import * as s3 from "@pulumi/aws/s3";
import * as local from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Archive } from "../../archives/archive";
import { deploymentCommand } from "../../support/deploymentCommand";
import { FAILED_CREATION } from "../parts/failedCreation";
import type { Tags } from "../parts/tags";
import {
  secureBucket,
  type KnownBucket,
  type NewBucketArgs,
  type PreparedBucket,
} from "../parts/secureBucket";

export type { NewBucketArgs };

/** A bucket that is there already, and stays as it is. */
export interface ExistingBucketArgs {
  /** The bucket, which keeps versions. An aws.s3.Bucket is one, or what aws.s3.getBucketOutput answers. */
  readonly bucket: KnownBucket;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

export type PluginBucketArgs = NewBucketArgs | ExistingBucketArgs;

/** An archive in the bucket, as its users fetch and verify it. */
export interface UploadedArchive {
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the object. */
  readonly arn: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
  /** Version of the object that holds just this archive. */
  readonly versionId: pulumi.Output<string>;
  /** SHA-256 of the zip in lower-case hexadecimal. */
  readonly sha256: pulumi.Output<string>;
}

/** A plugin that connectors can use. */
export interface Plugin {
  readonly arn: pulumi.Output<string>;
  readonly revision: pulumi.Output<number>;
}

const preparedArchive = z.object({ path: z.string(), sha256: z.string() });

/**
 * Private bucket of the connector plugins' archives, and the custom plugins made of them. Archives
 * of other tools are kept here too. It makes the bucket unless it is given one.
 *
 *     const plugins = new PluginBucket("plugins", { tags });
 *     const sink = plugins.addPlugin(bundledDynamoDbSink);
 */
export class PluginBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  private readonly bucketArn: pulumi.Output<string>;
  private readonly safeguards: readonly pulumi.Resource[];
  /** By the archive's name: connectors of one kind share their plugin. */
  private readonly added = new Map<string, Plugin>();

  constructor(
    private readonly name: string,
    private readonly args: PluginBucketArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("msk-pipeline:components:PluginBucket", name, args, opts);
    const { bucket, safeguards } = preparedBucket(name, args, this);
    this.bucketName = pulumi.output(bucket.bucket);
    this.bucketArn = pulumi.output(bucket.arn);
    this.safeguards = safeguards;
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** Builds or downloads the archive and uploads it under its content's hash. */
  upload(archive: Archive): UploadedArchive {
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
      { parent: this, dependsOn: [...this.safeguards] },
    );
    return {
      bucketName: this.bucketName,
      arn: pulumi.interpolate`${this.bucketArn}/${object.key}`,
      key: object.key,
      versionId: object.versionId,
      sha256: prepared.sha256,
    };
  }

  /**
   * Uploads the archive and makes a custom plugin of just that version. A plugin cannot be changed,
   * so another content is another plugin. The same archive again is the same plugin.
   */
  addPlugin(archive: Archive): Plugin {
    const added = this.added.get(archive.name);
    if (added !== undefined) return added;
    const plugin = this.createPlugin(archive);
    this.added.set(archive.name, plugin);
    return plugin;
  }

  private createPlugin(archive: Archive): Plugin {
    const { key, versionId } = this.upload(archive);
    // Named by Pulumi: it is made anew before the one that it replaces goes.
    const plugin = new mskconnect.CustomPlugin(
      `${this.name}-${archive.name.replaceAll(".", "-")}`,
      {
        contentType: "ZIP",
        location: {
          s3: {
            bucketArn: this.bucketArn,
            fileKey: key,
            objectVersion: versionId,
          },
        },
        tags: this.args.tags,
      },
      {
        parent: this,
        // MSK Connect keeps one that it could not make of the archive, and no connector can use it.
        replaceOnChanges: [FAILED_CREATION],
        customTimeouts: { create: "20m", delete: "20m" },
      },
    );
    return { arn: plugin.arn, revision: plugin.latestRevision };
  }
}

function preparedBucket(
  name: string,
  args: PluginBucketArgs,
  parent: pulumi.Resource,
): PreparedBucket {
  return "bucket" in args
    ? { bucket: args.bucket, safeguards: [] }
    : secureBucket(name, args, parent);
}

/**
 * Runs at every deployment, previews among them, and not only when something changed: Pulumi reads
 * the archive each time to compare its hash, so it must be on this machine each time.
 */
function prepare(
  archive: Archive,
  parent: pulumi.Resource,
): pulumi.Output<z.output<typeof preparedArchive>> {
  const run = local.runOutput(
    {
      command: deploymentCommand("pluginArchive"),
      stdin: JSON.stringify(archive),
      logging: "stderr",
    },
    { parent },
  );
  return run.stdout.apply((stdout) => preparedArchive.parse(JSON.parse(stdout)));
}
