import { boundaryRights } from "./rights/boundary";
import { databaseRights, storageRights } from "./rights/data";
import { healingReading, healingRights } from "./rights/healing";
import { identityRights } from "./rights/identity";
import { keyRights } from "./rights/keys";
import { kafkaRights } from "./rights/kafka";
import { monitoringReading, monitoringRights } from "./rights/monitoring";
import { clientRights, networkRights, taggingRights } from "./rights/network";
import { operatingRights } from "./rights/operating";
import { dataReadingRights, readingRights } from "./rights/reading";
import { stateReading, stateWriting } from "./rights/state";
import type { Stage } from "./stage";
import type { Statement } from "./statement";

/** Statements of managed policies by the policies' names. */
export type Policies = Readonly<Record<string, readonly Statement[]>>;

/** Returns the policies of the preview role: it looks, and writes nothing. */
export function previewPolicies(stage: Stage): Policies {
  return withState(reading(stage), stateReading(stage));
}

/**
 * Returns the policies of the deploy role. IAM takes 6,144 characters a managed policy, hence
 * several.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function deployPolicies(stage: Stage): Policies {
  return withState(
    {
      ...reading(stage),
      network: networkRights(stage),
      client: [...clientRights(stage), ...taggingRights(stage)],
      kafka: kafkaRights(stage),
      data: [...storageRights(stage), ...databaseRights(stage)],
      keys: keyRights(stage),
      monitoring: [...monitoringRights(stage), ...healingRights(stage)],
      identity: identityRights(stage),
    },
    [...stateReading(stage), ...stateWriting(stage)],
  );
}

/** Returns the policy for whoever operates a stage. */
export function operatePolicy(stage: Stage): readonly Statement[] {
  return operatingRights(stage);
}

/** Returns the boundary of every role that a deployment creates. */
export function boundaryPolicy(stage: Stage): readonly Statement[] {
  return boundaryRights(stage);
}

function reading(stage: Stage): Policies {
  return {
    read: readingRights(stage),
    "read-data": [
      ...dataReadingRights(stage),
      ...monitoringReading(stage),
      ...healingReading(stage),
    ],
  };
}

function withState(policies: Policies, state: readonly Statement[]): Policies {
  return state.length === 0 ? policies : { ...policies, state };
}
