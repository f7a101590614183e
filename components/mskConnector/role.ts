import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { connectorGrants, connectorTrust } from "../../connectors/kafkaGrants";
import { policyDocument } from "../../support/iamPolicies";
import type { Connector } from "../../connectors/connector";
import { bounded, type RoleBoundary } from "../parts/roleBoundary";
import type { Tags } from "../parts/tags";

export interface ConnectorRoleArgs extends RoleBoundary {
  readonly connector: Connector;
  readonly cluster: { readonly arn: pulumi.Input<string> };
  /** @default - none */
  readonly tags?: Tags | undefined;
}

export interface ConnectorRole {
  readonly arn: pulumi.Output<string>;
  /** Its policy: a connector that starts before it cannot reach Kafka and fails. */
  readonly policy: iam.RolePolicy;
}

/** Creates the role that MSK Connect takes on for one connector, with just what that one needs. */
export function connectorRole(
  name: string,
  args: ConnectorRoleArgs,
  parent: pulumi.Resource,
): ConnectorRole {
  const { connector } = args;
  const cluster = pulumi.output(args.cluster.arn);
  const role = new iam.Role(
    `${name}-role`,
    {
      description: `MSK Connect runs ${connector.name} with it`,
      assumeRolePolicy: cluster.apply((arn) => connectorTrust(arn, connector.name)),
      ...bounded(args),
      tags: { ...args.tags, Name: connector.name },
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
