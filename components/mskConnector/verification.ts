import type * as mskconnect from "@pulumi/aws/mskconnect";
import * as local from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectorConfig } from "../../connectors/connector";
import { fingerprint } from "../../support/fingerprint";
import { deploymentCommand } from "../../support/deploymentCommand";
import { connectorCapacity, scales, type Capacity } from "./capacity";

export interface ToVerify {
  readonly config: ConnectorConfig;
  readonly capacity: Capacity;
  readonly logGroupName: pulumi.Input<string>;
}

/**
 * Fails the deployment when a connector that it touched does not run, or not with the configuration
 * that it should have. It runs when the connector was made, made anew (which gives it another ARN)
 * or updated. The provider alone is not enough: an update that MSK Connect rolls back can be
 * reported as a success, and a connector that failed while it was made is in the state like any
 * other once that is refreshed.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-update-connector.html
 */
export function verifyConnector(
  name: string,
  connector: mskconnect.Connector,
  { config, capacity, logGroupName }: ToVerify,
  parent: pulumi.Resource,
): void {
  const expected = pulumi.output(config).apply(fingerprint);
  const unverified = scales(capacity) ? ["tasks.max"] : [];
  const { arn: connectorArn, urn } = connector;
  new local.Command(
    `${name}-verification`,
    {
      create: deploymentCommand("verifyConnector"),
      stdin: pulumi.jsonStringify({ connectorArn, urn, expected, unverified, logGroupName }),
      triggers: [connectorArn, expected, connectorCapacity(capacity)],
    },
    { parent, dependsOn: [connector] },
  );
}
