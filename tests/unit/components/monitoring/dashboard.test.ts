import assert from "node:assert/strict";
import { z } from "zod";
import { CLUSTERS } from "../../../../plan/declared";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import { one } from "../../../helpers/resources";
import { plan } from "../../../helpers/stagePlans";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const GRID = 24;
const placed = {
  x: z
    .int()
    .min(0)
    .max(GRID - 1),
  y: z.int().min(0),
  width: z.int().min(1).max(GRID),
  height: z.int().min(1).max(1000),
};
const rendering = z.strictObject({ stat: z.string(), label: z.string() });
const expression = z.strictObject({
  expression: z.string(),
  id: z.string().regex(/^[a-z]\w*$/),
  label: z.string(),
});
const metric = z.union([
  z.tuple([expression]),
  z.tuple([z.string(), z.string()], z.union([z.string(), rendering])),
]);
const widget = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("metric"),
    ...placed,
    properties: z.strictObject({
      title: z.string(),
      region: z.string(),
      view: z.literal("timeSeries"),
      stacked: z.boolean(),
      period: z.int().multipleOf(60),
      metrics: z.array(metric).min(1).max(500),
    }),
  }),
  z.strictObject({
    type: z.literal("text"),
    ...placed,
    properties: z.strictObject({ markdown: z.string() }),
  }),
  z.strictObject({
    type: z.literal("alarm"),
    ...placed,
    properties: z.strictObject({ title: z.string(), alarms: z.array(z.string()).max(100) }),
  }),
]);
const body = z.strictObject({ widgets: z.array(widget).max(500) });
type Widget = z.output<typeof widget>;

function widgetsOf(loaded: Plan): Widget[] {
  const { inputs } = one(loaded.resources, "aws:cloudwatch/dashboard:Dashboard");
  return body.parse(JSON.parse(String(inputs["dashboardBody"]))).widgets;
}

for (const settings of [
  ...["orders", "cdc", "lake", "all"].map((pipeline) => [`pipeline=${pipeline}`]),
  ["pipeline=orders", "brokerType=express.m7g.large"],
  ["pipeline=orders", "brokerType=serverless"],
]) {
  describe(`the dashboard of ${settings.join(" ")}`, () => {
    let loaded: Plan;
    let widgets: Widget[];
    before(async () => {
      loaded = await plan("prod", ...settings);
      widgets = widgetsOf(loaded);
    });

    it("has widgets within the grid that do not overlap", () => {
      const cells = widgets.flatMap(({ x, y, width, height }) =>
        Array.from({ length: width * height }, (_, i) =>
          [x + (i % width), y + Math.floor(i / width)].join(),
        ),
      );
      assert.equal(new Set(cells).size, cells.length);
      assert.ok(widgets.every(({ x, width }) => x + width <= GRID));
    });

    it("follows the data from left to right", () => {
      const headers = widgets.flatMap((each) =>
        each.type === "text" ? [[each.x, each.properties.markdown] as const] : [],
      );
      assert.deepEqual(
        headers.toSorted(([a], [b]) => a - b),
        [
          [0, "## Sources"],
          [6, "## Kafka"],
          [12, "## Sinks"],
          [18, "## Tables"],
        ],
      );
    });

    it("shows every alarm of the stage", () => {
      const alarms = resourcesOfType(loaded, "aws:cloudwatch/metricAlarm:MetricAlarm");
      const shown = widgets.flatMap((each) =>
        each.type === "alarm" ? each.properties.alarms : [],
      );
      assert.deepEqual(shown.toSorted(), alarms.map(({ state }) => state["arn"]).toSorted());
    });

    it("names what the plan has in each metric's dimensions", () => {
      const known = namesIn(loaded);
      for (const [namespace, name, dimensions] of metricsOf(widgets)) {
        assert.ok(METRICS[namespaceOf(namespace)]?.includes(name), `${namespace} ${name}`);
        for (const [key, value] of Object.entries(dimensions)) {
          assert.ok(known[key]?.includes(value), `${name} has ${key} ${value}`);
        }
      }
    });

    it("shows only what the type of brokers tells", () => {
      const [kind = "standard"] = /express|serverless/.exec(settings.join(" ")) ?? [];
      const { theirs, not } = told[kind] ?? { theirs: [], not: [] };
      const names = new Set(metricsOf(widgets).map(([, name]) => name));
      assert.deepEqual(
        theirs.filter((name) => !names.has(name)),
        [],
      );
      assert.deepEqual(
        not.filter((name) => names.has(name)),
        [],
      );
    });

    it("shows each connector, table and topic that is read", () => {
      const shown = metricsOf(widgets).flatMap(([, , dimensions]) => Object.values(dimensions));
      const known = namesIn(loaded);
      const expected = ["ConnectorName", "TableName", "DBClusterIdentifier"].flatMap(
        (key) => known[key] ?? [],
      );
      assert.deepEqual(
        expected.filter((name) => !shown.includes(name)),
        [],
      );
    });
  });
}

/** Of metrics-details.html in Amazon MSK's guide, and not of metrics-details-express.html. */
const STANDARD = [
  "HeapMemoryAfterGC",
  "KafkaDataLogsDiskUsed",
  "OfflinePartitionsCount",
  "UnderMinIsrPartitionCount",
  "UnderReplicatedPartitions",
];
/** The other way round, or of both where only Express brokers have a limit. */
const EXPRESS = ["FetchThrottleTime", "ProduceThrottleTime", "StorageUsed"];

/** What is told of each kind of brokers, and what is not: nothing is of those of a serverless cluster. */
const told: Readonly<
  Record<string, { readonly theirs: readonly string[]; readonly not: readonly string[] }>
> = {
  standard: { theirs: STANDARD, not: EXPRESS },
  express: { theirs: EXPRESS, not: STANDARD },
  serverless: { theirs: [], not: [...STANDARD, ...EXPRESS, "CpuIdle", "ActiveControllerCount"] },
};

/** Metrics by namespace, as the services' pages name them; those pages stand in components/monitoring/. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  "AWS/KafkaConnect": [
    "CpuUtilization",
    "ErroredTaskCount",
    "MemoryUtilization",
    "RunningTaskCount",
    "SinkRecordReadRate",
    "SinkRecordSendRate",
    "SourceRecordPollRate",
    "SourceRecordWriteRate",
  ],
  "AWS/Kafka": [
    "BytesInPerSec",
    "BytesOutPerSec",
    "CpuIdle",
    "EstimatedMaxTimeLag",
    ...EXPRESS,
    ...STANDARD,
  ],
  "AWS/DynamoDB": [
    "ConsumedReadCapacityUnits",
    "ConsumedWriteCapacityUnits",
    "ReadThrottleEvents",
    "SystemErrors",
    "WriteThrottleEvents",
  ],
  "AWS/RDS": ["AuroraVolumeBytesLeftTotal", "CPUUtilization", "SumBinaryLogSize"],
  own: ["dead_letters", "lag_ms", "records", "retries", "throttles"],
};

function namespaceOf(namespace: string): string {
  return namespace.startsWith("AWS/") ? namespace : "own";
}

/** Values that a plan's resources give the dimensions. */
function namesIn(loaded: Plan): Readonly<Record<string, readonly string[]>> {
  const of = (type: string, property: string): string[] =>
    resourcesOfType(loaded, type).map(({ inputs }) => String(inputs[property]));
  const connectors = of("aws:mskconnect/connector:Connector", "name");
  return {
    "Cluster Name": CLUSTERS.flatMap((type) => of(type, "clusterName")),
    ConnectorName: connectors,
    "Consumer Group": connectors.map((name) => `connect-${name}`),
    DBClusterIdentifier: of("aws:rds/cluster:Cluster", "clusterIdentifier"),
    Role: ["WRITER"],
    TableName: of("aws:dynamodb/table:Table", "name"),
    Topic: [
      ...of("aws:msk/topic:Topic", "name"),
      ...of("msk-pipeline:components:ConnectorTopic", "topic"),
    ],
  };
}

type Shown = readonly [
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
];

function metricsOf(widgets: readonly Widget[]): Shown[] {
  const metrics = widgets.flatMap((each) =>
    each.type === "metric" ? each.properties.metrics : [],
  );
  return metrics.map(([first, ...others]): Shown => {
    if (typeof first !== "string") return searched(first.expression);
    const [name = "", ...names] = others.flatMap((part) =>
      typeof part === "string" ? [part] : [],
    );
    const pairs = names.flatMap((key, i) => (i % 2 === 0 ? [[key, names[i + 1] ?? ""]] : []));
    return [first, name, Object.fromEntries(pairs)];
  });
}

/** Reads a search: what it pins down are its terms. */
function searched(text: string): Shown {
  const [, namespace = "", name = "", terms = ""] =
    /^SEARCH\('\{(AWS\/\w+),[^}]+\} MetricName="(\w+)" (.+)', '\w+', 60\)$/.exec(text) ?? [];
  const pairs = [...terms.matchAll(/"([^"]+)"="([^"]+)"/g)].map(([, key, value]) => [key, value]);
  return [namespace, name, Object.fromEntries(pairs)];
}
