import { sinkGroup } from "../../connectors/names";
import { bucketOf } from "../../local/declared/buckets";
import type { DeclaredConnector } from "../../local/declared/declaredStage";
import { explained } from "../explained";
import type { Target } from "../target";
import { finding, type Finding } from "./finding";
import type { Inspectable, Reading } from "./inspectable";
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
  const findings = await Promise.all([
    looked("connector", connectors, () => inspectConnectors(target, connectors)),
    looked("topic", topics, async () => {
      const found = await target.topics();
      return topics.map((topic) =>
        judgeTopic(
          topic,
          found.find(({ name }) => name === topic.name),
        ),
      );
    }),
    ...tables.map((table) =>
      looked("table", [table], async () => [
        judgeTable(table.name, await target.describeTable(table.name).catch(undefinedIfMissing)),
      ]),
    ),
    ...connectors.flatMap((sink) => {
      const bucket = bucketOf(sink);
      if (bucket === undefined) return [];
      const look = async () => [await inspectBucket(target, sink, bucket)];
      return [looked("bucket", [{ name: bucket }], look)];
    }),
    ...readings(connectors).map((reading) =>
      looked("lag", [{ name: reading.topic }], async () => [
        judgeLag(reading, await target.lag(reading)),
      ]),
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

async function inspectBucket(
  target: Checked,
  sink: DeclaredConnector,
  bucket: string,
): Promise<Finding> {
  const [found, lags] = await Promise.all([
    target.bucket({ sink: sink.name, bucket }),
    Promise.all(readings([sink]).map((reading) => target.lag(reading))),
  ]);
  return judgeBucket(
    found,
    lags.some(({ records }) => records !== undefined),
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
