import { sinkGroup } from "../../../connectors/names";
import { bucketOf } from "../../declared/buckets";
import type { DeclaredStage } from "../../declared/declaredStage";
import { isGenerator, recordsOf } from "../../declared/translate";

/** Records on their way from a topic into the objects of a bucket. */
export interface LakeFlow {
  readonly topic: string;
  /** Connector that makes the records; undefined where none of the stage's does. */
  readonly source: string | undefined;
  /** How many it makes; undefined where nobody knows. */
  readonly records: number | undefined;
  /** Connector that stores them. */
  readonly sink: string;
  /** Consumer group of the sink. */
  readonly group: string;
  readonly bucket: string;
  readonly deadLetterTopic: string | undefined;
}

/** Finds the ways of records into buckets through a translated stage: one for each topic of a sink. */
export function lakeFlows({ connectors }: DeclaredStage): LakeFlow[] {
  return connectors.flatMap((sink) => {
    const bucket = bucketOf(sink);
    if (bucket === undefined) return [];
    return sink.reads.map((topic) => {
      const source = connectors.find(
        ({ writes, reads }) => reads.length === 0 && writes.includes(topic),
      );
      return {
        topic,
        source: source?.name,
        records: source && isGenerator(source.config) ? recordsOf(source.config) : undefined,
        sink: sink.name,
        group: sinkGroup(sink.name),
        bucket,
        deadLetterTopic: sink.config["errors.deadletterqueue.topic.name"],
      };
    });
  });
}
