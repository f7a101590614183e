import { search, type Metric, type Statistic } from "./metric";

/** Columns of a dashboard's grid. */
export const GRID = 24;
const PERIOD_SECONDS = 60;
const HEIGHT = 6;

/** A metric of a graph, with its name in the legend. */
export interface Line {
  readonly metric: Metric<string>;
  readonly statistic: Statistic;
  readonly label: string;
}

export interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Graphs of one part of the pipeline, from top to bottom. */
export interface Column {
  readonly title: string;
  readonly graphs: readonly Graph[];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export interface Widget {
  readonly type: "alarm" | "metric" | "text";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** Lays columns beside each other, the first one leftmost, below the rows that are taken. */
export function layColumns(columns: readonly Column[], top: number, region: string): Widget[] {
  const width = Math.floor(GRID / columns.length);
  return columns.flatMap(({ title, graphs }, i) => {
    const place = { x: i * width, width };
    const header: Widget = {
      ...place,
      type: "text",
      y: top,
      height: 1,
      properties: { markdown: `## ${title}` },
    };
    const below = graphs.map((graph, row): Widget => ({
      ...place,
      type: "metric",
      y: top + 1 + row * HEIGHT,
      height: HEIGHT,
      properties: properties(graph, region),
    }));
    return [header, ...below];
  });
}

function properties({ title, lines }: Graph, region: string): object {
  const metrics = lines.map(rendered);
  return { title, region, view: "timeSeries", stacked: false, period: PERIOD_SECONDS, metrics };
}

/**
 * A metric across brokers or operations is a line for each of them, with its name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
 */
function rendered({ metric, statistic, label }: Line, i: number): readonly unknown[] {
  const { namespace, metricName, dimensions, across = [] } = metric;
  if (across.length > 0) {
    const each = across.map((key) => `\${PROP('Dim.${key}')}`).join(" ");
    const expression = search(metric, statistic, PERIOD_SECONDS);
    return [{ expression, id: `e${i + 1}`, label: `${label} ${each}` }];
  }
  const names = Object.entries(dimensions).flat();
  return [namespace, metricName, ...names, { stat: statistic, label }];
}
