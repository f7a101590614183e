import type { Input } from "@pulumi/pulumi";
import type { PluginArchive } from "./plugins";

/**
 * What runs on MSK Connect, as a value: typed modules such as datagen.ts make it, MskConnector
 * deploys it, and the local run starts it from what was deployed.
 */
export interface Connector {
  /** Stable name of the connector on MSK Connect, 1 to 128 characters. A new name starts anew. */
  readonly name: string;
  readonly kind: "source" | "sink";
  /** The archive that holds connector.class. */
  readonly plugin: PluginArchive;
  /** Kafka Connect properties as the worker takes them. Never a secret in the clear. */
  readonly config: Readonly<Record<string, Input<string>>>;
  /** Kafka topics that it reads. */
  readonly reads: readonly string[];
  /** Kafka topics that it writes, dead letters among them. */
  readonly writes: readonly string[];
}
