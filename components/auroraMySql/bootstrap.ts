import * as local from "@pulumi/command/local";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { fingerprint } from "../../support/fingerprint";
import {
  nativePasswordHash,
  setupSteps,
  type CapturedDatabase,
} from "../../connectors/capturedDatabase";
import { deploymentCommand } from "../../support/deploymentCommand";
import type { AuroraMySqlArgs } from "./args";

/**
 * Creates the secret of the user by whom changes are captured. It has no value yet: the bootstrap
 * makes one, so that the password is neither in the program nor in Pulumi's state.
 */
export function captureSecret(
  name: string,
  { captureUser, captureSecretName, clusterName, ...args }: AuroraMySqlArgs,
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
  readonly database: CapturedDatabase;
  readonly captureUser: string;
  readonly binlogRetentionHours: number;
}

/**
 * Sets the database up through the Data API, since no machine that deploys reaches its subnets.
 * It runs again when anything that it is told changes, the statements change, or the cluster is
 * another one.
 */
export function bootstrapDatabase(
  name: string,
  { clusterResourceId, ...bootstrap }: BootstrapArgs,
  { parent, instances }: { parent: pulumi.Resource; instances: readonly pulumi.Resource[] },
): local.Command {
  return new local.Command(
    `${name}-bootstrap`,
    {
      create: deploymentCommand("bootstrapDatabase"),
      stdin: pulumi.jsonStringify(bootstrap),
      triggers: [clusterResourceId, statementsFingerprint(bootstrap)],
    },
    { parent, dependsOn: [...instances] },
  );
}

/** Hashes the statements with the hash of no password, as nobody knows the password here. */
function statementsFingerprint({
  database,
  captureUser: user,
  binlogRetentionHours,
}: Omit<BootstrapArgs, "clusterResourceId">): Record<string, string> {
  const passwordHash = nativePasswordHash("");
  const steps = setupSteps({ database, user, passwordHash, binlogRetentionHours });
  return fingerprint(
    Object.fromEntries(steps.map(({ purpose, statements }) => [purpose, statements.join("; ")])),
  );
}
