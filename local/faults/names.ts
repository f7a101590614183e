/** Names of all faults, in the order of the list; a command's help has them without the faults. */
export const faultNames = [
  "worker-killed",
  "capture-worker-killed",
  "broker-killed",
  "everything-killed",
  "table-away",
  "bucket-away",
  "disk-full",
  "binlog-rotated",
  "database-stopped",
  "large-transaction",
  "columns-changed",
  "nulls-3.7.x",
  "nulls-2.7.1",
  "snapshot-interrupted",
  "worker-joins",
  "connectors-made-anew",
  "archives-replaced",
  "throttled",
  "half-processed",
  "server-errors",
  "connections-reset",
  "slow-answers",
  "access-denied",
  "poison",
] as const;

export type FaultName = (typeof faultNames)[number];
