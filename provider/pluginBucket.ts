import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { kafkaClientTools, withGlueConverter } from "../archives/catalogue";
import * as components from "../components";
import { archiveOf, type DescribedArchive } from "./archives";

export interface PluginBucketArgs extends components.NewBucketArgs {
  /**
   * A bucket that is there already, keeps versions and stays as it is.
   * @default - a bucket is made
   */
  readonly bucket?: components.ExistingBucketArgs["bucket"];
  /** What is uploaded and made a custom plugin of, by names of your own. */
  readonly archives: Readonly<Record<string, DescribedArchive>>;
  /**
   * Whether the archives, all of them bundled ones, come with AWS's converter of the AWS Glue Schema
   * Registry, as connectors with schemas need it.
   * @default false
   */
  readonly glueConverter?: boolean;
  /**
   * Whether the tools of a KafkaClient are uploaded too.
   * @default false
   */
  readonly clientTools?: boolean;
}

/**
 * Private bucket of the connector plugins' archives, and the custom plugins made of them. It makes
 * the bucket unless it is given one.
 */
export class PluginBucket extends components.PluginBucket {
  /** The custom plugins, by the names of their archives. */
  readonly plugins: Readonly<Record<string, components.Plugin>>;
  /** The tools of a KafkaClient, where clientTools asks for them. */
  readonly tools: components.UploadedArchive | undefined;

  constructor(name: string, args: PluginBucketArgs, opts?: ComponentResourceOptions) {
    const { bucket, archives, glueConverter = false, clientTools = false, ...made } = args;
    super(name, bucket === undefined ? made : { bucket, tags: made.tags }, opts);
    const plugins = Object.entries(archives).map(([key, described]) => {
      const archive = archiveOf(described);
      return [key, this.addPlugin(glueConverter ? withGlueConverter(archive) : archive)] as const;
    });
    this.plugins = Object.fromEntries(plugins);
    this.tools = clientTools ? this.upload(kafkaClientTools) : undefined;
  }
}
