/** What a change of some settings means, which the engine does not say. */
export interface Reason {
  readonly settings: readonly string[];
  /** What it does, to people who deploy it. */
  readonly does: string;
  /** What becomes of data; none of it goes where this says nothing. */
  readonly data?: string;
}

/** Of every setting, and of the region, in the order of the page. Links are from docs/. */
export const reasons: readonly Reason[] = [
  {
    settings: ["aws:region"],
    does: "Everything moves: make a new stage instead",
    data: "lost where it was; refused by `protectData`",
  },
  {
    settings: ["pipeline"],
    does: "The pipelines that are left out are deleted with connectors, topics, tables and database; those that are added start from nothing",
    data: "of what is left out: lost; refused by `protectData`",
  },
  {
    settings: ["availabilityZones"],
    does: "The subnets of zones that have another name are made anew, and the cluster with them; AWS refuses two subnets of one range at a time, so the deployment fails first. Made empty: nothing, subnets stay where they are",
    data: "topics lost; refused by `protectData`",
  },
  {
    settings: ["vpcCidr", "zones"],
    does: "A new network or other subnets, so a new cluster and new connectors; with `vpcCidr` a new database too",
    data: "topics (and database) lost; refused by `protectData`",
  },
  { settings: ["nat", "interfaceEndpoints", "flowLogs"], does: "In place" },
  { settings: ["kafkaClient"], does: "The instance is made or deleted" },
  { settings: ["kafkaClientReadsDatabaseSecret"], does: "In place, at the instance's role" },
  {
    settings: ["kafkaVersion"],
    does: "Up: rolling restart. Down: MSK refuses. To one that ends in `.kraft`: MSK refuses, until [the way is prepared](operations.md#from-zookeeper-to-kraft)",
  },
  {
    settings: ["brokerType"],
    does: "Rolling restart; AWS refuses some moves, such as to a smaller size of a family. From Standard to Express brokers: refused by the gate, [AWS's own steps](operations.md#from-standard-to-express-brokers) do it; back: never. To or from `serverless`: [another cluster](operations.md#msk-serverless)",
  },
  {
    settings: ["brokers"],
    does: "In place: no connector changes. Down only after their partitions were moved away, [below](operations.md#brokers)",
  },
  {
    settings: ["brokerVolumeGiB", "brokerVolumeMaxGiB"],
    does: "Up: in place. Down: AWS refuses for the volume",
  },
  { settings: ["monitoringLevel"], does: "In place" },
  { settings: ["openMonitoring"], does: "In place" },
  {
    settings: ["consumerAccounts"],
    does: "In place; the first account gives the cluster [private connectivity](operations.md#consumers-in-other-accounts): rolling restart",
  },
  { settings: ["autoCreateTopics"], does: "Rolling restart" },
  {
    settings: ["replicationFactor"],
    does: "Rolling restart, for topics that brokers create. Topics that are there keep their copies until you [reassign](operations.md#more-copies-of-a-topic) them",
    data: "kept",
  },
  {
    settings: ["minInsyncReplicas"],
    does: "Rolling restart; topics in place, those that are there too. Raise it only when they have the copies, or nobody can write",
    data: "kept",
  },
  {
    settings: ["ordersPartitions"],
    does: "Up: in place; records of a key may go to another partition from then on. Down: AWS refuses",
  },
  {
    settings: ["ordersRetentionHours"],
    does: "In place",
    data: "less: older records are deleted, also with `protectData`",
  },
  {
    settings: ["ordersLocalHours"],
    does: "In place; the first value above 0 gives the cluster and the topics tiered storage [for good](operations.md#tiered-storage)",
    data: "kept",
  },
  { settings: ["kafkaConnectVersion", "plugins", "debeziumVersion"], does: "New connector" },
  {
    settings: ["recordFormat"],
    does: "New connectors. Sinks cannot read what was written in the other format: refused by the gate while a source runs, [steps](operations.md#format-of-the-records) do it",
    data: "from `avro`: schemas lost, and with them the records in Avro; refused by `protectData`",
  },
  {
    settings: [
      "confluentDatagenVersion",
      "confluentDatagenUrl",
      "confluentDatagenFile",
      "confluentDatagenSha256",
      "confluentSinkVersion",
      "confluentSinkUrl",
      "confluentSinkFile",
      "confluentSinkSha256",
    ],
    does: "New connector where the archive's content is another",
  },
  { settings: ["orderIntervalMs", "sinkTasks"], does: "What `connectorUpdates` says" },
  { settings: ["connectorUpdates"], does: "Nothing by itself" },
  {
    settings: [
      "sourceMcu",
      "sourceWorkers",
      "sourceMaxWorkers",
      "sinkMcu",
      "sinkWorkers",
      "sinkMaxWorkers",
      "captureMcu",
    ],
    does: "In place",
  },
  { settings: ["captureWorkers", "captureMaxWorkers", "captureTasks"], does: "They can be 1 only" },
  {
    settings: ["deadLetters"],
    does: "What `connectorUpdates` says; the dead-letter topics are made or deleted",
    data: "off: dead letters lost; refused by `protectData`",
  },
  { settings: ["databaseVersion"], does: "Up: in place, the database restarts. Down: AWS refuses" },
  { settings: ["databaseClass"], does: "Each instance restarts, the writer too" },
  {
    settings: ["databaseMinAcu", "databaseMaxAcu", "databaseBackupDays", "databaseAuditLogs"],
    does: "In place; fewer days delete older backups",
  },
  { settings: ["databaseInstances"], does: "Readers are added or deleted" },
  {
    settings: ["databaseFinalSnapshot"],
    does: "Nothing by itself; it counts when the cluster is deleted",
    data: "off: the cluster goes without a last snapshot, and its automated backups with it",
  },
  { settings: ["binlogRetentionHours"], does: "The bootstrap runs again and sets it" },
  {
    settings: ["tableNameFormat"],
    does: "New tables, empty; the old ones are deleted, and sinks go on where they were: old records do not come again",
    data: "items lost; refused by `protectData`",
  },
  {
    settings: ["tableBillingMode", "tableReadCapacity", "tableWriteCapacity", "tableRecovery"],
    does: "In place",
  },
  {
    settings: ["alarms"],
    does: "Alarms, their topic and the dashboard are made or deleted; the metrics of the sinks' summary lines end, but stay to be read",
  },
  { settings: ["alarmSubscribers"], does: "In place; a new address must confirm SNS's message" },
  { settings: ["logRetentionDays"], does: "In place", data: "less: older logs are deleted" },
  {
    settings: ["logArchiveDays"],
    does: "From 0 and to 0: a bucket is made or deleted, the cluster in place, connectors replaced. Else in place",
    data: "less: older logs are deleted; to 0: all in the bucket, refused by `protectData`",
  },
  {
    settings: ["customerManagedKey"],
    does: "Tables, bucket, secrets and logs in place; a new cluster, with new connectors, and a new database",
    data: "topics and database lost; refused by `protectData`",
  },
  { settings: ["permissionsBoundaryArn"], does: "In place, at every role" },
  { settings: ["protectData"], does: "In place" },
];
