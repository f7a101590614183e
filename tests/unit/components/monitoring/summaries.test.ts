import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SUMMARY_WORDS, summaryPattern } from "../../../../components/monitoring/summaries";
import { projectRoot } from "../../../../support/projectRoot";
import { all, at } from "../../../helpers/resources";
import { plan } from "../../../helpers/stagePlans";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const sink = join(projectRoot, "plugins/dynamodb-sink/src");
const source = (path: string): string => readFileSync(join(sink, path), "utf8");

/** What a worker writes before and after a message, with connector contexts and without. */
const layouts = [
  (message: string) =>
    `[Worker-0a1b2c] [2026-11-26 09:00:00,123] INFO [prod-orders-sink|task-1] ${message} (dev.mskpipeline.connect.dynamodb.DynamoDbSinkTask:108)`,
  (message: string) =>
    `[Worker-0a1b2c] [2026-11-26 09:00:00,123] INFO ${message} (dev.mskpipeline.connect.dynamodb.DynamoDbSinkTask:108)`,
];

describe("the pattern of the sinks' summary lines", () => {
  it("names the words that the sink writes, in its order", () => {
    const code = source("main/java/dev/mskpipeline/connect/dynamodb/SinkSummary.java");
    const written = [...code.matchAll(/" ?(?:sink-summary )?(\w+) "/g)].map(([, word]) => word);
    assert.deepEqual(written, [...SUMMARY_WORDS]);
  });

  it("finds each value of a line that the sink has written, whatever stands before it", () => {
    const tested = source("test/java/dev/mskpipeline/connect/dynamodb/SinkSummaryTest.java");
    const [, begin = "", end = ""] =
      /Optional\.of\("(sink-summary [^"]+)"\s*\+ "([^"]+)"\)/.exec(tested) ?? [];
    for (const layout of layouts) {
      const { line, records, throttles, dead_letters, lag_ms, connector } = values(
        layout(begin + end),
      );
      assert.deepEqual(
        [line, connector, records, throttles, dead_letters, lag_ms],
        ["sink-summary", "orders-sink", "120", "17", "2", "350"],
      );
    }
  });

  it("fits into what CloudWatch takes", () => {
    assert.ok(summaryPattern().length <= 1024);
  });
});

describe("the metrics of the sinks' summary lines", () => {
  it("are of each sink alone, by its log", async () => {
    const { resources } = await plan("prod", "pipeline=all");
    const filters = all(resources, FILTER).map(({ inputs }) => [
      inputs["logGroupName"],
      at(inputs, "metricTransformation", "namespace"),
      at(inputs, "metricTransformation", "name"),
      at(inputs, "metricTransformation", "value"),
    ]);
    const expected = ["orders-sink", "sales-sink"].flatMap((name) =>
      ["dead_letters", "lag_ms", "records", "retries", "throttles"].map((metric) => [
        `/aws/vendedlogs/msk-pipeline/prod/${name}`,
        `msk-pipeline-prod/${name}`,
        metric,
        `$${metric}`,
      ]),
    );
    assert.deepEqual(filters, expected);
  });

  it("are not made of a sink that writes none", async () => {
    const { resources } = await plan("dev", "alarms=true", "plugins=confluent");
    assert.deepEqual(all(resources, FILTER), []);
  });
});

/**
 * Reads a line as CloudWatch does: words between spaces, of which those in brackets are one, counted
 * from the end since the pattern begins with an ellipsis.
 */
function values(line: string): Readonly<Record<string, string | undefined>> {
  const words = line.match(/\[[^\]]*\]|\S+/g) ?? [];
  const [ellipsis, ...fields] = summaryPattern().slice(1, -1).split(", ");
  assert.equal(ellipsis, "...");
  const last = words.slice(-fields.length);
  return Object.fromEntries(
    fields.map((field, i) => [field.replace(/ = .*/, ""), last[i]] as const),
  );
}
