import { count, counted } from "../../../support/format";
import type { BrokerClient } from "../../clients/broker";
import type { BucketClient } from "../../clients/buckets";
import type { Conclusion, Counts, Lane } from "../../watch/lane";
import { countLost } from "../poison";
import { compareLake } from "./compare";
import type { LakeFlow } from "./flow";
import { readObjects } from "./objects";
import { lakeSummary } from "./summary";

/** How long nothing moves before a source that has made some records counts as done. */
const SETTLED_MS = 5_000;

/** Records of a topic; every one of them must be in an object of the bucket, or a dead letter. */
export class LakeLane implements Lane {
  readonly unit = "records";
  readonly total: number;

  constructor(
    readonly name: string,
    private readonly flow: LakeFlow,
    /** Records after which it is done, where nobody knows how many there will be. */
    asked: number,
    private readonly kafka: BrokerClient,
    private readonly buckets: BucketClient,
  ) {
    this.total = flow.records ?? asked;
  }

  begin(): void {
    // Its source begins by itself.
  }

  /** What the sink has committed is in the bucket: it commits after it has stored. */
  async look(): Promise<Counts> {
    const { topic, group } = this.flow;
    const consumed = await this.kafka.consumed(group, topic);
    const [produced, deadLettered] = await Promise.all([
      this.kafka.count(topic),
      this.deadLettered(),
    ]);
    return {
      bars: [
        { name: "produced", value: produced },
        { name: "stored", value: consumed },
      ],
      lag: produced - consumed,
      deadLettered,
    };
  }

  /** What is set aside counts for nothing: a fault has put it there. */
  settled({ bars: [produced], lag, deadLettered }: Counts, quietMs: number): Promise<boolean> {
    const good = (produced?.value ?? 0) - deadLettered;
    const noMore = this.flow.records === undefined && good > 0 && quietMs > SETTLED_MS;
    return Promise.resolve(lag === 0 && (good >= this.total || noMore));
  }

  async conclude(): Promise<Conclusion> {
    const { topic, bucket } = this.flow;
    const [records, { objects, records: stored }, deadLettered] = await Promise.all([
      this.kafka.readAll(topic),
      readObjects(this.buckets, bucket, topic),
      this.deadLettered(),
    ]);
    const comparison = compareLake(records, stored);
    const { differences, unexpected, repeated } = comparison;
    const lost = await countLost(comparison.missing, this.flow, this.kafka);
    const wrong = lost + differences.length + unexpected.length;
    return {
      numbers: {
        produced: comparison.produced,
        stored: comparison.stored,
        objects,
        missing: lost,
        unexpected: unexpected.length,
        different: differences.length,
        repeated,
        deadLettered,
      },
      summary: lakeSummary(comparison, { objects, lost, deadLettered }),
      fault:
        wrong === 0 ? undefined : `Bucket ${bucket} does not hold what the topic ${topic} does.`,
      detail: `${count(comparison.stored)} records in ${counted(objects, "object")}`,
    };
  }

  private async deadLettered(): Promise<number> {
    const { deadLetterTopic } = this.flow;
    return deadLetterTopic === undefined ? 0 : this.kafka.count(deadLetterTopic);
  }
}
