import { at, isSet, shown } from "../properties";
import { unless, type ResourceRule } from "../rule";

const types = ["aws:rds/cluster:Cluster"];
const scope = "resource";

/** Security Hub's own least for databases. */
const BACKUP_DAYS = 7;

export const auroraRules: readonly ResourceRule[] = [
  {
    id: "aurora-encrypted",
    title: "Databases are encrypted at rest",
    controls: ["Security Hub RDS.27", "Checkov CKV_AWS_96"],
    why: "It cannot be turned on later, and snapshots are as plain as their database.",
    fix: "Set storageEncrypted to true. The cluster is replaced by it",
    scope,
    types,
    check: ({ props }) =>
      unless(at(props, "storageEncrypted") === true, "storageEncrypted is not true"),
  },
  {
    id: "aurora-customer-key",
    title: "Databases are encrypted with a key of the account's own",
    controls: ["Checkov CKV_AWS_327"],
    why: "Only such a key can be disabled, and tells by its policy and its log who used it.",
    fix: "Set kmsKeyId to the key's ARN. The cluster is replaced by it",
    scope,
    types,
    check: ({ props }) =>
      unless(isSet(at(props, "kmsKeyId")), "The database is encrypted with AWS's key"),
  },
  {
    id: "aurora-private",
    title: "Database instances have no public address",
    controls: ["Security Hub RDS.2", "Checkov CKV_AWS_17"],
    why: "A database that the internet reaches is guarded by its passwords alone.",
    fix: "Set publiclyAccessible to false",
    scope,
    types: ["aws:rds/clusterInstance:ClusterInstance"],
    check: ({ props }) =>
      unless(at(props, "publiclyAccessible") !== true, "publiclyAccessible is true"),
  },
  {
    id: "aurora-deletion-protection",
    title: "RDS refuses to delete databases",
    controls: ["Security Hub RDS.7", "Checkov CKV_AWS_139"],
    why: "A deleted cluster is gone with everything in it, whoever deletes it and by what tool.",
    fix: "Set deletionProtection to true",
    scope,
    types,
    check: ({ props }) =>
      unless(at(props, "deletionProtection") === true, "deletionProtection is not true"),
  },
  {
    id: "aurora-backup",
    title: `Databases keep backups of at least ${BACKUP_DAYS} days`,
    controls: ["Checkov CKV_AWS_133"],
    why: "A mistake is often seen only after the weekend, and RDS keeps one day by itself.",
    fix: `Set backupRetentionPeriod to ${BACKUP_DAYS} days or more`,
    scope,
    types,
    check: ({ props }) => {
      const days = at(props, "backupRetentionPeriod");
      return unless(Number(days ?? 1) >= BACKUP_DAYS, `backupRetentionPeriod is ${shown(days)}`);
    },
  },
];
