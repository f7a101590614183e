import * as pulumi from "@pulumi/pulumi";
import * as components from "../components";

type Tools = components.KafkaClientArgs["tools"];

export interface KafkaClientArgs extends Omit<
  components.KafkaClientArgs,
  "startAfter" | "tools" | "topics"
> {
  /** Kafka topics that may be read and written. */
  readonly topics: readonly string[];
  /** Its tools, as a PluginBucket with clientTools has them. */
  readonly tools: pulumi.Input<Tools>;
}

/** Instance in a private subnet with Kafka's tools, which only Session Manager leads to. */
export class KafkaClient extends components.KafkaClient {
  constructor(name: string, args: KafkaClientArgs, opts?: pulumi.ComponentResourceOptions) {
    const { bucketName, arn, key, versionId, sha256 } = pulumi.output(args.tools);
    super(name, { ...args, tools: { bucketName, arn, key, versionId, sha256 } }, opts);
  }
}
