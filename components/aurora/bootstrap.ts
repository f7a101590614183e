import * as local from "@pulumi/command/local";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { fingerprint } from "../../support/fingerprint";
import { sqlOf, type SetupStep } from "../../connectors/databaseSetup";
import { deploymentCommand } from "../../support/deploymentCommand";
import type { AuroraArgs } from "./args";
import type { Engine } from "./engine";

/**
 * Creates the secret of the user by whom changes are captured. It has no value yet: the bootstrap
 * makes one, so that the password is neither in the program nor in Pulumi's state.
 */
export function captureSecret(
  name: string,
  { captureUser, captureSecretName, clusterName, ...args }: AuroraArgs,
  parent: pulumi.Resource,
): secretsmanager.Secret {
  return new secretsmanager.Secret(
    `${name}-capture`,
    {
      name: captureSecretName,
      description: `User ${captureUser} of ${clusterName}, who captures its changes`,
      // A secret that can be recovered keeps its name from a new one.
      recoveryWindowInDays: args.deletionProtection ? 30 : 0,
      ...(args.kmsKeyArn === undefined ? {} : { kmsKeyId: args.kmsKeyArn }),
      tags: { ...args.tags, Name: captureSecretName },
    },
    { parent },
  );
}

export interface BootstrapArgs {
  readonly clusterArn: pulumi.Input<string>;
  /** Id that no other cluster ever has, unlike the ARN. */
  readonly clusterResourceId: pulumi.Input<string>;
  readonly masterSecretArn: pulumi.Input<string>;
  readonly captureSecretArn: pulumi.Input<string>;
  readonly engine: Pick<Engine, "bootstrap" | "steps">;
}

/**
 * Sets the database up through the Data API, since no machine that deploys reaches its subnets.
 * It runs again when anything that it is told changes, the statements change, or the cluster is
 * another one.
 */
export function bootstrapDatabase(
  name: string,
  { clusterResourceId, engine, ...bootstrap }: BootstrapArgs,
  { parent, instances }: { parent: pulumi.Resource; instances: readonly pulumi.Resource[] },
): local.Command {
  return new local.Command(
    `${name}-bootstrap`,
    {
      create: deploymentCommand("bootstrapDatabase"),
      stdin: pulumi.jsonStringify({ ...bootstrap, ...engine.bootstrap }),
      triggers: [clusterResourceId, statementsFingerprint(engine.steps)],
    },
    { parent, dependsOn: [...instances] },
  );
}

function statementsFingerprint(steps: readonly SetupStep[]): Record<string, string> {
  return fingerprint(
    Object.fromEntries(
      steps.map(({ purpose, statements }) => [purpose, statements.map(sqlOf).join("; ")]),
    ),
  );
}
