import { sinkGroup } from "../../connectors/names";
import { bucketOf } from "../../local/declared/buckets";
import type { DeclaredConnector } from "../../local/declared/declaredStage";
import type { Topic } from "../../plan/declared";
import { explained } from "../explained";
import type { Target } from "../target";
import { finding, type Finding } from "./finding";
import type { BucketSummary, Inspectable, Lag, Reading } from "./inspectable";
import {
  judgeAlarms,
  judgeBucket,
  judgeConnector,
  judgeDeadLetters,
  judgeLag,
  judgeTable,
  judgeTopic,
} from "./judge";

/** A pipeline that can be checked. */
export type Checked = Pick<Target, "connectors" | "describeTable" | "topics"> & Inspectable;

/** Compares a running pipeline with what its stage declares, and asks how it does. */
export async function inspect(target: Checked): Promise<Finding[]> {
  const { name: stage, connectors, tables, topics } = await target.declared();
  const asked = readings(connectors).map((reading) => ({ reading, lag: lagOf(target, reading) }));
  const findings = await Promise.all([
    looked("connector", connectors, () => inspectConnectors(target, connectors)),
    looked("topic", topics, () => inspectTopics(target, topics)),
    ...tables.map((table) =>
      looked("table", [table], async () => [
        judgeTable(table.name, await target.describeTable(table.name).catch(undefinedIfMissing)),
      ]),
    ),
    ...connectors.flatMap((sink) => {
      const bucket = bucketOf(sink);
      if (bucket === undefined) return [];
      const own = asked.filter(({ reading }) => reading.group === sinkGroup(sink.name));
      const lags = own.map(({ lag }) => lag);
      const storing = { sink: sink.name, bucket };
      const look = async () => [await inspectBucket(target.bucket(storing), lags)];
      return [looked("bucket", [{ name: bucket }], look)];
    }),
    ...asked.map(({ reading, lag }) =>
      looked("lag", [{ name: reading.topic }], async () => [judgeLag(reading, await lag)]),
    ),
    ...deadLetterTopics(connectors).map((topic) =>
      looked("dead letters", [{ name: topic }], async () => [
        judgeDeadLetters(topic, await target.deadLetters(topic)),
      ]),
    ),
    looked("alarm", [{ name: stage }], async () => {
      const alarms = await target.alarms();
      return alarms === undefined ? [] : judgeAlarms(alarms);
    }),
  ]);
  return findings.flat();
}

/** Topics that connectors make are declared to nobody: how they do, their connectors tell. */
async function inspectTopics(target: Checked, topics: readonly Topic[]): Promise<Finding[]> {
  if (topics.length === 0) return [];
  const found = await target.topics();
  return topics.map((topic) =>
    judgeTopic(
      topic,
      found.find(({ name }) => name === topic.name),
    ),
  );
}

async function inspectConnectors(
  target: Checked,
  connectors: readonly DeclaredConnector[],
): Promise<Finding[]> {
  const found = await target.connectors();
  return Promise.all(
    connectors.map(async (connector) => {
      const { name } = connector;
      const summary = found.find((each) => each.name === name);
      if (summary === undefined) return judgeConnector(connector, undefined, undefined);
      const judged = judgeConnector(connector, summary, await target.lastChange(name));
      if (judged.verdict !== "failed") return judged;
      return { ...judged, details: [...judged.details, ...(await target.endOfLog(name))] };
    }),
  );
}

/** Asks at once, and so that what is thrown at once fails its look alone. */
async function lagOf(target: Checked, reading: Reading): Promise<Lag> {
  return target.lag(reading);
}

/** Judges a bucket by what its sink has committed of each topic that it reads. */
async function inspectBucket(
  bucket: Promise<BucketSummary>,
  lags: readonly Promise<Lag>[],
): Promise<Finding> {
  const [found, ...behind] = await Promise.all([bucket, ...lags]);
  return judgeBucket(
    found,
    behind.some(({ records }) => records !== undefined),
  );
}

/** Does a look; one that fails says so of all that it was for, and stops no other. */
async function looked(
  kind: Finding["kind"],
  of: readonly { readonly name: string }[],
  look: () => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const known = explained(error);
    const reason = known instanceof Error ? known.message : String(known);
    return of.map(({ name }) => finding(kind, name)("failed", `cannot be looked at: ${reason}`));
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
  throw error;
}

/** What each sink reads. */
function readings(connectors: readonly DeclaredConnector[]): Reading[] {
  return connectors.flatMap(({ name, reads }) =>
    reads.map((topic) => ({ group: sinkGroup(name), topic })),
  );
}

function deadLetterTopics(connectors: readonly DeclaredConnector[]): string[] {
  return connectors.flatMap(({ config }) => config["errors.deadletterqueue.topic.name"] ?? []);
}
