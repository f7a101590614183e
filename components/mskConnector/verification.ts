import type * as mskconnect from "@pulumi/aws/mskconnect";
import * as local from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectorConfig } from "../../connectors/connector";
import { fingerprint } from "../../support/fingerprint";
import { scales, type Capacity } from "./capacity";

/**
 * Fails the deployment when MSK Connect did not keep a connector's configuration: an update that it
 * rolls back can be reported as a success. It runs again when the configuration changes.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-update-connector.html
 */
export function verifyUpdates(
  name: string,
  connector: mskconnect.Connector,
  { config, capacity }: { readonly config: ConnectorConfig; readonly capacity: Capacity },
  parent: pulumi.Resource,
): void {
  const expected = pulumi.output(config).apply(fingerprint);
  const unverified = scales(capacity) ? ["tasks.max"] : [];
  new local.Command(
    `${name}-verification`,
    {
      create: "node --import tsx deploy/verifyConnector.ts",
      stdin: pulumi.jsonStringify({ connectorArn: connector.arn, expected, unverified }),
      triggers: [expected],
    },
    { parent, dependsOn: [connector] },
  );
}
