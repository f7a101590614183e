import { createHash } from "node:crypto";
import * as mskconnect from "@pulumi/aws/mskconnect";
import * as pulumi from "@pulumi/pulumi";
import type { Connector } from "../../connectors/connector";
import { propertiesFile } from "../../support/properties";
import type { Tags } from "../parts/tags";

/**
 * Creates the configuration of a connector's workers. It cannot be changed, so its name holds its
 * content's hash. The content takes the offsets' topic from the topic itself, not from its name:
 * when that topic is made anew, Pulumi deletes connector and configuration before it. A worker that
 * went on without its topic could have it made by the broker, with a retention that loses offsets.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step_generator.go calculateDependentReplacements
 */
export function workerConfiguration(
  name: string,
  { name: connectorName, worker }: Connector,
  offsetsTopic: pulumi.Input<string>,
  tags: Tags | undefined,
  parent: pulumi.Resource,
): { arn: pulumi.Output<string>; revision: pulumi.Output<number> } {
  const hash = createHash("sha256").update(propertiesFile(worker)).digest("hex").slice(0, 12);
  const configuration = new mskconnect.WorkerConfiguration(
    `${name}-worker`,
    {
      name: `${connectorName}-${hash}`,
      propertiesFileContent: pulumi
        .output(offsetsTopic)
        .apply((topic) => propertiesFile({ ...worker, "offset.storage.topic": topic })),
      tags,
    },
    {
      parent,
      // Left unset, a resource with a name of its own is deleted before it is replaced, and a running
      // connector with it, even when the new one is then refused.
      // https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/schema.go nameRequiresDeleteBeforeReplace
      deleteBeforeReplace: false,
    },
  );
  return { arn: configuration.arn, revision: configuration.latestRevision };
}
