import { actionsOf, type Row } from "../iam/decisions";
import type { Here } from "./here";

const s3 = actionsOf("s3");

/**
 * What Pulumi's own backend does in a bucket: it reads what is there, and for an update locks the
 * stack and writes its state, a backup and the history.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/store.go
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/lock.go
 */
export function stateCalls({ stage }: Here): { readonly read: Row[]; readonly write: Row[] } {
  const { project, stage: name, stateBucket, stateKeyArn } = stage;
  if (stateBucket === undefined || stateKeyArn === undefined) return { read: [], write: [] };
  const bucket = `arn:aws:s3:::${stateBucket}`;
  const files = [
    `.pulumi/stacks/${project}/${name}.json`,
    `.pulumi/history/${project}/${name}/${name}-1.history.json`,
    `.pulumi/backups/${project}/${name}/${name}.1.json`,
    `.pulumi/locks/organization/${project}/${name}/0a1b2c3d.json`,
  ].map((file) => `${bucket}/${file}`);
  return {
    read: [
      [s3("ListBucket"), bucket],
      [s3("GetObject"), [`${bucket}/.pulumi/meta.yaml`, ...files]],
      [["kms:Decrypt"], stateKeyArn],
    ],
    write: [
      [s3("DeleteObject", "PutObject"), files],
      [actionsOf("kms")("Encrypt", "GenerateDataKey"), stateKeyArn],
    ],
  };
}
