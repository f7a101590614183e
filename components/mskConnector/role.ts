import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { connectorGrants, connectorTrust } from "../../connectors/kafkaGrants";
import { policyDocument } from "../../support/iamPolicies";
import type { Connector } from "../../connectors/connector";

export interface ConnectorRole {
  readonly arn: pulumi.Output<string>;
  /** Its policy: a connector that starts before it cannot reach Kafka and fails. */
  readonly policy: iam.RolePolicy;
}

/** Creates the role that MSK Connect takes on for one connector, with just what that one needs. */
export function connectorRole(
  name: string,
  connector: Connector,
  clusterArn: pulumi.Input<string>,
  tags: Readonly<Record<string, string>>,
  parent: pulumi.Resource,
): ConnectorRole {
  const cluster = pulumi.output(clusterArn);
  const role = new iam.Role(
    `${name}-role`,
    {
      description: `MSK Connect runs ${connector.name} with it`,
      assumeRolePolicy: cluster.apply((arn) => connectorTrust(arn, connector.name)),
      tags: { ...tags, Name: connector.name },
    },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.id,
      policy: pulumi
        .all([cluster, pulumi.output(connector.access)])
        .apply(([arn, access]) => policyDocument([...connectorGrants(arn, connector), ...access])),
    },
    { parent },
  );
  return { arn: role.arn, policy };
}
