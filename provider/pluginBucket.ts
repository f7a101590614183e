import type { ComponentResourceOptions, Input } from "@pulumi/pulumi";
import type { Archive } from "../archives/archive";
import * as components from "../components";
import { archiveOf, type CatalogueArchive } from "./archives";

export interface PluginBucketArgs extends components.NewBucketArgs {
  /**
   * A bucket that is there already, keeps versions and stays as it is.
   * @default - a bucket is made
   */
  readonly bucket?: ExistingBucket;
  /** What is uploaded and made a custom plugin of, by names of your own. */
  readonly archives: Readonly<Record<string, CatalogueArchive | Archive>>;
}

export interface ExistingBucket {
  /** Its name. */
  readonly bucket: Input<string>;
  readonly arn: Input<string>;
}

/**
 * Private bucket of the connector plugins' archives, and the custom plugins made of them. It makes
 * the bucket unless it is given one.
 */
export class PluginBucket extends components.PluginBucket {
  /** The custom plugins, by the names of their archives. */
  readonly plugins: Readonly<Record<string, components.Plugin>>;

  constructor(name: string, args: PluginBucketArgs, opts?: ComponentResourceOptions) {
    const { bucket, archives, ...made } = args;
    super(name, bucket === undefined ? made : { bucket, tags: made.tags }, opts);
    this.plugins = Object.fromEntries(
      Object.entries(archives).map(([key, archive]) => [key, this.addPlugin(archiveOf(archive))]),
    );
  }
}
