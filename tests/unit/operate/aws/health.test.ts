import assert from "node:assert/strict";
import { FakeAws, outputs, serverless } from "../../../helpers/fakeAws";

const sink = outputs.connectorArns["orders-sink"];
const operation = `${sink.replace(":connector/", ":connector-operation/")}/op`;

/** CloudWatch's answer to one query of each id. */
function metrics(values: Readonly<Record<string, readonly number[]>>) {
  return {
    MetricDataResults: Object.entries(values).map(([Id, Values]) => ({ Id, Values })),
  };
}

describe("A deployed stage's connector", () => {
  it("has changed last as its newest operation says, of all pages", async () => {
    const page = (index: number, creationTime: string) => ({
      connectorOperations: [{ connectorOperationArn: `${operation}-${index}`, creationTime }],
    });
    const aws = new FakeAws({
      "/operations": ({ nextToken }) =>
        nextToken === undefined
          ? { ...page(1, "2026-01-01T00:00:00Z"), nextToken: "2" }
          : page(2, "2026-01-02T00:00:00Z"),
      "/connectorOperations/": () => ({
        connectorOperationState: "ROLLBACK_COMPLETE",
        errorInfo: { code: "InvalidConfig", message: "topics has no table" },
      }),
    });
    assert.deepEqual(await aws.ask((target) => target.lastChange("dev-orders-sink")), {
      state: "ROLLBACK_COMPLETE",
      reason: "InvalidConfig, topics has no table",
    });
    const [described] = aws.calls.filter(({ path }) => path.includes("connectorOperations"));
    assert.ok(described?.path.endsWith(`${operation}-2`), described?.path);
  });

  it("has none where MSK Connect lists none", async () => {
    const aws = new FakeAws({ "/operations": () => ({ connectorOperations: [] }) });
    assert.equal(await aws.ask((target) => target.lastChange("dev-orders-sink")), undefined);
  });

  it("has a log whose end tells more", async () => {
    const aws = new FakeAws({ FilterLogEvents: () => ({ events: [{ message: "ERROR gone\n" }] }) });
    const lines = await aws.ask((target) => target.endOfLog("dev-orders-sink"));
    assert.deepEqual(lines, ["ERROR gone"]);
    assert.equal(aws.inputs("FilterLogEvents")[0]?.["logGroupName"], "/msk-pipeline/dev/sink");
  });
});

describe("A deployed stage's consumer lag", () => {
  const reading = { group: "connect-dev-orders-sink", topic: "orders" };

  it("is what CloudWatch last measured of the group on the topic", async () => {
    const aws = new FakeAws({
      GetMetricData: () => metrics({ records: [120, 900], seconds: [4, 30] }),
    });
    assert.deepEqual(await aws.ask((target) => target.lag(reading)), { records: 120, seconds: 4 });
    const [{ MetricDataQueries, ScanBy } = {}] = aws.inputs("GetMetricData");
    assert.equal(ScanBy, "TimestampDescending");
    const dimensions = [
      { Name: "Cluster Name", Value: "msk-pipeline-dev" },
      { Name: "Consumer Group", Value: "connect-dev-orders-sink" },
      { Name: "Topic", Value: "orders" },
    ];
    const query = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: {
        Metric: { Namespace: "AWS/Kafka", MetricName, Dimensions: dimensions },
        Period: 60,
        Stat: "Maximum",
      },
    });
    assert.deepEqual(MetricDataQueries, [
      query("records", "SumOffsetLag"),
      query("seconds", "EstimatedMaxTimeLag"),
    ]);
  });

  it("is not known where CloudWatch has measured nothing", async () => {
    const aws = new FakeAws({ GetMetricData: () => metrics({ records: [], seconds: [] }) });
    const nothing = { records: undefined, seconds: undefined };
    assert.deepEqual(await aws.ask((target) => target.lag(reading)), nothing);
  });
});

describe("A deployed stage's dead letters", () => {
  async function letters(...brokers: readonly (readonly number[])[]) {
    const aws = new FakeAws({
      GetMetricData: () => ({
        MetricDataResults: brokers.map((Values) => ({ Id: "arrivals", Values })),
      }),
    });
    const { some, says } = await aws.ask((target) => target.deadLetters("letters"));
    const [{ MetricDataQueries } = {}] = aws.inputs("GetMetricData");
    return { some, says, asked: JSON.stringify(MetricDataQueries) };
  }

  it("are seen where any broker has taken a record", async () => {
    const { some, says, asked } = await letters([0, 0], [0, 0.2]);
    assert.deepEqual([some, says], [true, "records within the last hour"]);
    for (const part of ["MessagesInPerSec", "msk-pipeline-dev", "letters"])
      assert.ok(asked.includes(part), asked);
  });

  it("are none where no broker has", async () => {
    const { some, says } = await letters([0], [0]);
    assert.deepEqual([some, says], [false, "no records within the last hour"]);
  });

  it("are asked for by topic alone on MSK Serverless, and none where it tells nothing of the topic", async () => {
    const aws = new FakeAws({ GetMetricData: () => ({ MetricDataResults: [] }) });
    const { some } = await aws.ask((target) => target.deadLetters("letters"), serverless);
    assert.equal(some, false);
    const [{ MetricDataQueries } = {}] = aws.inputs("GetMetricData");
    assert.match(JSON.stringify(MetricDataQueries), /\{AWS\/Kafka,\\"Cluster Name\\",Topic\}/);
  });

  it("are not known where brokers do not report topics", async () => {
    const { some, says } = await letters();
    assert.equal(some, undefined);
    assert.match(says, /monitoringLevel PER_TOPIC_PER_BROKER/);
  });
});

describe("A deployed stage's bucket", () => {
  const storing = { sink: "dev-orders-sink", bucket: "lake-bucket" };
  const deployed = "msk-pipeline-dev-lake-bucket-0a1b2c3";

  function asked(status: number, xml: string) {
    const aws = new FakeAws({
      "/v1/connectors/": () => ({
        connectorConfiguration: { "aws.s3.bucket.name": deployed },
      }),
      [`GET /${deployed}`]: () => ({ status, xml }),
    });
    return aws.ask((target) => target.bucket(storing));
  }
  const listed = (contents: string): string =>
    `<ListBucketResult><Name>${deployed}</Name>${contents}</ListBucketResult>`;

  it("is the one that its sink was deployed with, with objects or without", async () => {
    const some = listed("<Contents><Key>orders/a</Key><Size>3</Size></Contents>");
    assert.deepEqual(await asked(200, some), { name: deployed, hasObjects: true });
    assert.deepEqual(await asked(200, listed("")), { name: deployed, hasObjects: false });
  });

  it("is not there where S3 knows none, and cannot be looked at for any other refusal", async () => {
    const error = (code: string): string => `<Error><Code>${code}</Code></Error>`;
    const missing = await asked(404, error("NoSuchBucket"));
    assert.deepEqual(missing, { name: deployed, hasObjects: undefined });
    await assert.rejects(asked(403, error("AccessDenied")), { name: "AccessDenied" });
  });

  it("cannot be looked at where the sink was deployed without one", async () => {
    const aws = new FakeAws({ "/v1/connectors/": () => ({ connectorConfiguration: {} }) });
    await assert.rejects(
      aws.ask((target) => target.bucket(storing)),
      { name: "UserError", message: `${sink} is deployed without a bucket` },
    );
  });
});

describe("A deployed stage's alarms", () => {
  it("are those that begin with the stack's name, of all pages", async () => {
    const alarm = (AlarmName: string, StateValue: string) => ({ AlarmName, StateValue });
    const aws = new FakeAws({
      DescribeAlarms: ({ NextToken }) =>
        NextToken === undefined
          ? { MetricAlarms: [alarm("msk-pipeline-dev-lag", "ALARM")], NextToken: "2" }
          : { MetricAlarms: [alarm("msk-pipeline-dev-disk", "OK")] },
    });
    const reason = "CloudWatch gives no reason";
    assert.deepEqual(await aws.ask((target) => target.alarms()), [
      { name: "msk-pipeline-dev-lag", state: "ALARM", reason },
      { name: "msk-pipeline-dev-disk", state: "OK", reason },
    ]);
    assert.equal(aws.inputs("DescribeAlarms")[0]?.["AlarmNamePrefix"], "msk-pipeline-dev-");
  });
});
