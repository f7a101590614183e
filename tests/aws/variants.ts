const PIPELINES = ["pipeline=orders", "pipeline=cdc", "pipeline=all"];

/** A SHA-256 that Confluent's archives would be checked against where data is protected. */
const ANY_SHA256 = "0".repeat(64);

/** A stage and what is set besides its own settings. */
export interface Variant {
  readonly stage: string;
  readonly overrides: readonly string[];
}

/** Every stage with every pipeline, and what differs without protection, with subscribers, metrics for Prometheus, consumers of another account, tiered storage and a bucket of logs, with Aurora PostgreSQL and records in Avro, with Express brokers, on MSK Serverless, with Confluent's plugins and with NAT. */
export const VARIANTS: readonly Variant[] = [
  ...["dev", "staging", "prod"].flatMap((stage) =>
    PIPELINES.map((pipeline) => ({ stage, overrides: [pipeline] })),
  ),
  {
    stage: "prod",
    overrides: [
      "pipeline=all",
      "protectData=false",
      'alarmSubscribers=["on-call@example.com"]',
      "openMonitoring=true",
      'consumerAccounts=["210987654321"]',
      "ordersLocalHours=24",
      "logArchiveDays=730",
    ],
  },
  {
    stage: "prod",
    overrides: ["pipeline=cdc,lake", "databaseVersion=16.8", "recordFormat=avro"],
  },
  { stage: "staging", overrides: ["pipeline=all", "brokerType=express.m7g.large"] },
  { stage: "staging", overrides: ["pipeline=all", "deadLetters=true", "brokerType=serverless"] },
  { stage: "dev", overrides: ["plugins=confluent"] },
  { stage: "staging", overrides: ["plugins=confluent", "nat=single"] },
  {
    stage: "prod",
    overrides: [
      "plugins=confluent",
      `confluentDatagenSha256=${ANY_SHA256}`,
      `confluentSinkSha256=${ANY_SHA256}`,
      "nat=onePerAz",
    ],
  },
];

/** Whether it is a stage with one pipeline alone. */
export function runsOneAlone({ overrides: [first = ""] }: Variant): boolean {
  return /^pipeline=(?!all)/.test(first);
}

export function titleOf({ stage, overrides }: Variant): string {
  const shown = overrides.filter((override) => !override.includes("Sha256"));
  return `${stage} with ${shown.join(", ")}`;
}
