import { z } from "zod";

/** Text as Pulumi keeps every setting, turned into a whole number within AWS's bounds. */
function wholeNumber(least: number, most: number, unit = ""): z.ZodType<number, string> {
  const allowed = `must be a whole number from ${least} to ${most}${unit}`;
  return z.string().transform((text, context) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    context.addIssue({ code: "custom", message: `${allowed}, got ${shown(text)}` });
    return z.NEVER;
  });
}

/** Aurora Capacity Units, which come in halves. */
function capacityUnits(least: number): z.ZodType<number, string> {
  const allowed = `must be a number of Aurora capacity units from ${least} to 256 in steps of 0.5`;
  return z.string().transform((text, context) => {
    const units = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (units >= least && units <= 256 && Number.isInteger(units * 2)) return units;
    context.addIssue({ code: "custom", message: `${allowed}, got ${shown(text)}` });
    return z.NEVER;
  });
}

function oneOfNumbers<const T extends number>(...allowed: readonly T[]): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const number = allowed.find((candidate) => String(candidate) === text);
    if (number !== undefined) return number;
    context.addIssue({ code: "custom", message: `must be ${orList(allowed)}, got ${shown(text)}` });
    return z.NEVER;
  });
}

function oneOf<const T extends string>(...allowed: readonly T[]): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = allowed.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    context.addIssue({
      code: "custom",
      message: `must be ${orList(allowed)}, got ${quoted(text)}`,
    });
    return z.NEVER;
  });
}

function matching(pattern: RegExp, allowed: string): z.ZodType<string, string> {
  return z.string().regex(pattern, {
    error: (issue) => `must be ${allowed}, got ${quoted(String(issue.input))}`,
  });
}

/** A setting that may be left empty: then it is undefined. */
function optional(schema: z.ZodType<string, string>): z.ZodType<string | undefined, string> {
  return z.union([z.literal("").transform(() => undefined), schema]);
}

const yesOrNo = z.string().transform((text, context) => {
  if (text === "true" || text === "false") return text === "true";
  context.addIssue({ code: "custom", message: `must be true or false, got ${quoted(text)}` });
  return z.NEVER;
});

const serviceName = z.string().regex(/^(?!com\.amazonaws\.)[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/);

const serviceNames = z.string().transform((text, context): string[] => {
  const refuse = (allowed: string): never => {
    context.addIssue({ code: "custom", message: `must be ${allowed}, got ${shown(text)}` });
    return z.NEVER;
  };
  const { data: names } = z.array(serviceName).safeParse(parseJson(text));
  if (names === undefined) {
    return refuse(
      'a list of AWS service names without com.amazonaws and region, such as ["secretsmanager"]',
    );
  }
  if (names.includes("s3") || names.includes("dynamodb")) {
    return refuse("without s3 and dynamodb, which have gateway endpoints always");
  }
  return names;
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function orList(values: readonly (string | number)[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(values.map(String));
}

/** A refused value as it stands, quoted where it is no plain word or number. */
function shown(text: string): string {
  return /^[\w.+-]{1,100}$/.test(text) ? text : quoted(text);
}

/** A refused value that could be of any length and hold anything. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

const version = matching(/^\d{1,5}(\.\d{1,5}){1,3}$/, "a version such as 1.3.0");
const address = z
  .string()
  .refine((text) => text.startsWith("https://") && URL.canParse(text) && !/\s/.test(text), {
    error: ({ input }) =>
      `must be an address that starts with https://, got ${quoted(String(input))}`,
  });
const sha256 = matching(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
const file = matching(/^\S.*\.zip$/, "the path of a .zip file");
const mcu = oneOfNumbers(1, 2, 4, 8);
// MSK Connect takes at most 10 workers a connector.
const workers = wholeNumber(1, 10);

/** Days that CloudWatch Logs accepts; it knows no others. */
const logRetentionDays = oneOfNumbers(
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557],
  ...[2922, 3288, 3653],
);

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html */
const m7gSizes = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const brokerTypes = [
  "kafka.t3.small",
  ...m7gSizes.map((size) => `kafka.m7g.${size}`),
  ...[...m7gSizes, "24xlarge"].map((size) => `kafka.m5.${size}`),
];

/**
 * Every setting of a stage. Defaults and descriptions stand in Pulumi.yaml, which the Pulumi CLI
 * reads too; here is what each may be.
 */
export const schema = z.strictObject({
  pipeline: oneOf("orders", "cdc", "all"),
  kafkaClient: yesOrNo,
  kafkaClientReadsDatabaseSecret: yesOrNo,

  vpcCidr: matching(
    // Without leading zeros, which some programs read as octal.
    /^((0|[1-9]\d{0,2})\.){3}(0|[1-9]\d{0,2})\/(1[6-9]|2[0-4])$/,
    "an IPv4 range from /16 to /24 such as 10.0.0.0/16",
  ),
  zones: oneOfNumbers(2, 3),
  nat: oneOf("none", "single", "onePerAz"),
  interfaceEndpoints: serviceNames,
  flowLogs: yesOrNo,

  kafkaVersion: oneOf("3.8.x", "3.9.x", "3.9.x.kraft"),
  brokerType: oneOf(...brokerTypes),
  brokers: wholeNumber(2, 60),
  brokerVolumeGiB: wholeNumber(1, 16384, " GiB"),
  brokerVolumeMaxGiB: wholeNumber(1, 16384, " GiB"),
  monitoringLevel: oneOf(
    "DEFAULT",
    "PER_BROKER",
    "PER_TOPIC_PER_BROKER",
    "PER_TOPIC_PER_PARTITION",
  ),
  autoCreateTopics: yesOrNo,
  replicationFactor: wholeNumber(1, 15),
  minInsyncReplicas: wholeNumber(1, 15),

  ordersPartitions: wholeNumber(1, 1000),
  ordersRetentionHours: wholeNumber(1, 87600, " hours"),

  kafkaConnectVersion: oneOf("2.7.1", "3.7.x"),
  plugins: oneOf("bundled", "confluent"),
  connectorUpdates: oneOf("replace", "inPlace"),
  orderIntervalMs: wholeNumber(1, 86_400_000, " milliseconds"),
  sourceMcu: mcu,
  sourceWorkers: workers,
  sourceMaxWorkers: workers,
  sinkMcu: mcu,
  sinkWorkers: workers,
  sinkMaxWorkers: workers,
  sinkTasks: wholeNumber(1, 1000),
  deadLetters: yesOrNo,

  debeziumVersion: oneOf("2.7", "1.9"),
  captureMcu: mcu,
  captureWorkers: workers,
  captureMaxWorkers: workers,
  captureTasks: wholeNumber(1, 1000),

  databaseVersion: matching(
    /^8\.0\.mysql_aurora\.3\.(0[7-9]|[1-9]\d)\.\d{1,2}$/,
    "Aurora MySQL 3.07 or later, which has the Data API, such as 8.0.mysql_aurora.3.10.5",
  ),
  databaseClass: matching(
    /^db\.(serverless|(r|x)\d\w*\.(large|([1-9]\d?)?xlarge))$/,
    "db.serverless or a provisioned class with the Data API, such as db.r6g.large (db.t classes have none)",
  ),
  databaseMinAcu: capacityUnits(0.5),
  // "The maximum capacity must be higher than 0.5 ACUs."
  databaseMaxAcu: capacityUnits(1),
  databaseInstances: wholeNumber(1, 15),
  databaseBackupDays: wholeNumber(1, 35, " days"),
  databaseFinalSnapshot: yesOrNo,
  databaseAuditLogs: yesOrNo,
  // Aurora MySQL 3 keeps a binlog for 90 days at most.
  binlogRetentionHours: wholeNumber(1, 2160, " hours"),

  confluentDatagenVersion: optional(version),
  confluentDatagenUrl: optional(address),
  confluentDatagenFile: optional(file),
  confluentDatagenSha256: optional(sha256),
  confluentSinkVersion: optional(version),
  confluentSinkUrl: optional(address),
  confluentSinkFile: optional(file),
  confluentSinkSha256: optional(sha256),

  tableNameFormat: matching(
    /^[A-Za-z0-9_.-]*\$\{topic\}[A-Za-z0-9_.-]*$/,
    "letters, digits, _ . and - around ${topic}",
  ),
  tableBillingMode: oneOf("onDemand", "provisioned"),
  tableReadCapacity: wholeNumber(1, 40_000, " capacity units"),
  tableWriteCapacity: wholeNumber(1, 40_000, " capacity units"),
  tableRecovery: yesOrNo,

  logRetentionDays,
  customerManagedKey: yesOrNo,
  protectData: yesOrNo,
});

/** The settings of one stage, checked and typed. */
export type Settings = z.output<typeof schema>;

export type SettingKey = keyof Settings;
