import { type Stage } from "../stage";
import { actionsOf, allow, type Statement } from "../statement";

const s3 = actionsOf("s3");

/**
 * Allows reading the state of a team that keeps it in a bucket of its own. A preview takes no lock.
 *
 * @see https://github.com/pulumi/pulumi/tree/master/pkg/backend/diy
 */
export function stateReading(stage: Stage): Statement[] {
  const bucket = stateBucketArn(stage);
  if (bucket === undefined) return [];
  return [
    allow("ListState", s3("ListBucket"), [bucket]),
    allow("ReadState", s3("GetObject"), [
      `${bucket}/.pulumi/meta.yaml`,
      ...ofStack(stage).map((path) => `${bucket}/${path}`),
    ]),
    ...stateKey(stage, "DecryptState", ["kms:Decrypt"]),
  ];
}

/** Allows writing the stage's own state, and locking it. */
export function stateWriting(stage: Stage): Statement[] {
  const bucket = stateBucketArn(stage);
  if (bucket === undefined) return [];
  return [
    allow(
      "WriteState",
      s3("DeleteObject", "PutObject"),
      ofStack(stage).map((path) => `${bucket}/${path}`),
    ),
    ...stateKey(stage, "EncryptState", ["kms:Encrypt", "kms:GenerateDataKey"]),
  ];
}

/** Says where Pulumi keeps what belongs to one stack. */
function ofStack({ project, stage }: Stage): string[] {
  return [
    `.pulumi/stacks/${project}/${stage}.*`,
    `.pulumi/history/${project}/${stage}/*`,
    `.pulumi/backups/${project}/${stage}/*`,
    `.pulumi/locks/organization/${project}/${stage}/*`,
  ];
}

function stateBucketArn({ partition, stateBucket }: Stage): string | undefined {
  return stateBucket === undefined ? undefined : `arn:${partition}:s3:::${stateBucket}`;
}

function stateKey({ stateKeyArn }: Stage, sid: string, actions: readonly string[]): Statement[] {
  return stateKeyArn === undefined ? [] : [allow(sid, actions, [stateKeyArn])];
}
