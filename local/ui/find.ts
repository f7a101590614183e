import { sinkGroup } from "../../connectors/names";
import type { BrokerClient } from "../clients/broker";
import type { BucketClient } from "../clients/buckets";
import type { ConnectApi } from "../clients/connectApi";
import { quotedTable, type DatabaseClient } from "../clients/database";
import { reasonOf, type WholeRecord } from "../clients/readTopic";
import { plainItem, type TableClient } from "../clients/tables";
import { count } from "../../support/format";
import { isSink } from "../../plan/declared";
import type { DeclaredStage } from "../declared/declaredStage";
import { cdcFlow } from "../pipelines/cdc/flow";
import { failuresOf, healthOfOne } from "../watch/health";
import type { Figure, Part, PartState, Sample } from "./state";

/** What a look finds of a part. */
type Found = Omit<PartState, keyof Part>;

/** Where the parts of a stage are looked at. */
export interface Observed {
  readonly stage: DeclaredStage;
  readonly kafka: Pick<BrokerClient, "count" | "lag" | "readLast">;
  readonly tables: Pick<TableClient, "count" | "samples"> | undefined;
  readonly buckets: Pick<BucketClient, "list"> | undefined;
  readonly database: Pick<DatabaseClient, "rows"> | undefined;
  readonly worker: { readonly api: Pick<ConnectApi, "statuses"> };
}

/** How many records, items or rows of a part are shown. */
const SAMPLES = 3;

/** Lines of a failure's trace that are shown. */
const TRACE_LINES = 8;

/** Longest text of a sample, in characters. */
const SHOWN = 4_000;

/** Looks at a part again; throws where what it is asked of does not answer. */
export function find(part: PartState, observed: Observed): Promise<Found> {
  switch (part.kind) {
    case "database":
      return findDatabase(observed);
    case "source":
    case "sink":
      return findConnector(part, observed);
    case "topic":
      return findTopic(part, observed);
    case "dead letters":
      return findDeadLetters(part, observed);
    case "table":
      return findTable(part.name, observed);
    case "bucket":
      return findBucket(part.name, observed);
  }
}

async function findDatabase({ stage, database }: Observed): Promise<Found> {
  const captured = cdcFlow(stage)?.captured;
  if (captured === undefined || database === undefined) return well([], []);
  const [counted] = await database.rows(`SELECT COUNT(*) AS number FROM ${quotedTable(captured)}`);
  const rows = await database.rows(
    `SELECT * FROM ${quotedTable(captured)} ORDER BY 1 DESC LIMIT ${SAMPLES}`,
  );
  const samples = rows.map((row) => sample("Row", JSON.stringify(row)));
  return well([{ name: "rows", value: Number(counted?.["number"]) }], samples);
}

async function findConnector({ name }: Part, { stage, kafka, worker }: Observed): Promise<Found> {
  const connector = stage.connectors.find((each) => each.name === name);
  const status = (await worker.api.statuses())[name];
  const { state, tasks, runningTasks } = healthOfOne(name, status);
  if (connector === undefined || status === undefined) {
    return { ...well([], []), health: "waiting", status: state };
  }
  const { reads, config } = connector;
  const lags = await Promise.all(reads.map((topic) => kafka.lag(sinkGroup(name), topic)));
  const [failure] = failuresOf(status, config["connector.class"]);
  const figures = [
    { name: `of ${tasks} tasks running`, value: runningTasks },
    ...(isSink(connector) ? [{ name: "records waiting", value: sum(lags) }] : []),
  ];
  if (failure !== undefined) {
    const problem = failure.trace.split("\n").slice(0, TRACE_LINES).join("\n").trimEnd();
    return { health: "bad", status: "FAILED", figures, problem, samples: [] };
  }
  const health = state === "RUNNING" && runningTasks > 0 ? "well" : "waiting";
  return { ...well(figures, []), health, status: state };
}

async function findTopic(part: PartState, { kafka }: Observed): Promise<Found> {
  const value = await kafka.count(part.name);
  const samples = await lastRecords(part, value, kafka, ({ key, value: text }) =>
    sample(`Key ${key ?? "none"}`, text ?? "no value"),
  );
  return well([{ name: "records", value }], samples);
}

async function findDeadLetters(part: PartState, { kafka }: Observed): Promise<Found> {
  const value = await kafka.count(part.name);
  const samples = await lastRecords(part, value, kafka, deadLetter);
  const found = well([{ name: "dead letters", value }], samples);
  return value === 0 ? found : { ...found, health: "bad", problem: samples[0]?.title ?? "" };
}

/** Reads a topic's last records, where there are more than at the last look. */
async function lastRecords(
  { name, figures, samples }: PartState,
  records: number,
  kafka: Observed["kafka"],
  shown: (record: WholeRecord) => Sample,
): Promise<readonly Sample[]> {
  if (records === figures[0]?.value) return samples;
  return (await kafka.readLast(name, SAMPLES)).map(shown);
}

function deadLetter(record: WholeRecord): Sample {
  const { key, value } = record;
  return sample(reasonOf(record) ?? "No reason given", `${key ?? "no key"} ${value ?? "no value"}`);
}

async function findTable(name: string, { tables }: Observed): Promise<Found> {
  const items = (await tables?.samples(name, SAMPLES)) ?? [];
  const samples = items.map((item) => sample("Item", JSON.stringify(plainItem(item))));
  return well([{ name: "items", value: (await tables?.count(name)) ?? 0 }], samples);
}

/** The last objects by their names, which begin with topic, day and hour. */
async function findBucket(name: string, { buckets }: Observed): Promise<Found> {
  const objects = (await buckets?.list(name)) ?? [];
  const samples = objects
    .slice(-SAMPLES)
    .reverse()
    .map(({ key, bytes }) => sample(`Object of ${count(bytes)} bytes`, key));
  return well([{ name: "objects", value: objects.length }], samples);
}

function well(figures: readonly Figure[], samples: readonly Sample[]): Found {
  return { health: "well", status: "", figures, problem: "", samples };
}

function sample(title: string, text: string): Sample {
  return { title, text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text };
}

/** A group that has read nothing yet has no lag to tell. */
function sum(lags: readonly (number | undefined)[]): number {
  return lags.reduce<number>((all, lag) => all + (lag ?? 0), 0);
}
