import { count, counted } from "../../../support/format";
import type { BrokerClient } from "../../clients/broker";
import { reasonOf, type WholeRecord } from "../../clients/readTopic";
import { arrived, type Bar, type Conclusion, type Counts, type Lane } from "../../watch/lane";
import type { Chain } from "./chain";

/** How long nothing moves before a source that has made some records counts as done. */
const SETTLED_MS = 5_000;

/** Longest part of a record that is shown. */
const SHOWN = 300;

/**
 * A pipeline whose content no lane compares: what goes into its topics and what its sinks take out of
 * them is counted, and a record of each topic shown.
 */
export class CountedLane implements Lane {
  readonly name: string;
  readonly unit = "records";

  constructor(
    private readonly chain: Chain,
    /** Records after which it is done; a source may make fewer, or go on for ever. */
    readonly total: number,
    private readonly kafka: Pick<BrokerClient, "count" | "consumed" | "readLast">,
  ) {
    this.name = chain.topics.map(({ topic }) => topic).join(",");
  }

  begin(): void {
    // Its sources begin by themselves.
  }

  async look(): Promise<Counts> {
    const [passages, deadLettered] = await Promise.all([this.passages(), this.deadLettered()]);
    const bars = barsOf(passages);
    // What was produced, less what was taken where anything takes it.
    return { bars, lag: (bars[0]?.value ?? 0) - arrived({ bars }), deadLettered };
  }

  settled(counts: Counts, quietMs: number): Promise<boolean> {
    const done = arrived(counts) >= this.total;
    const noMore = arrived(counts) > 0 && counts.lag === 0 && quietMs > SETTLED_MS;
    return Promise.resolve(done || noMore);
  }

  async conclude(): Promise<Conclusion> {
    const [passages, deadLettered, lastDeadLetters] = await Promise.all([
      this.passages(),
      this.deadLettered(),
      Promise.all(this.chain.deadLetterTopics.map((topic) => this.kafka.readLast(topic, 1))),
    ]);
    const bars = barsOf(passages);
    const lines = await Promise.all(passages.map((each) => this.lineOf(each)));
    return {
      numbers: {
        ...Object.fromEntries(bars.map(({ name, value }) => [name, value])),
        deadLettered,
      },
      summary: lines.join("\n"),
      fault: deadLettered === 0 ? undefined : faultOf(deadLettered, lastDeadLetters.flat().at(-1)),
      detail: bars.map(({ name, value }) => `${count(value)} ${name}`).join(", "),
    };
  }

  /** What went into each topic, and what all of its sinks have taken, if it has any. */
  private passages(): Promise<Passed[]> {
    return Promise.all(
      this.chain.topics.map(async ({ topic, groups }) => {
        // What was taken first, so that it is never more than what was produced.
        const taken = await Promise.all(groups.map((group) => this.kafka.consumed(group, topic)));
        const produced = await this.kafka.count(topic);
        return { topic, produced, taken: taken.length === 0 ? undefined : Math.min(...taken) };
      }),
    );
  }

  private async deadLettered(): Promise<number> {
    return sum(
      await Promise.all(this.chain.deadLetterTopics.map((each) => this.kafka.count(each))),
    );
  }

  private async lineOf({ topic, produced, taken }: Passed): Promise<string> {
    const line = `${counted(produced, "record")} in ${topic}${taken === undefined ? "" : `, ${count(taken)} taken by its sinks`}`;
    const [last] = await this.kafka.readLast(topic, 1);
    return last === undefined ? line : `${line}; the last: ${shown(last)}`;
  }
}

interface Passed {
  readonly topic: string;
  readonly produced: number;
  /** Undefined for a topic that no sink reads. */
  readonly taken: number | undefined;
}

/** How far all topics are; those that nobody reads count only where nothing is read. */
function barsOf(passages: readonly Passed[]): Bar[] {
  const read = passages.filter(({ taken }) => taken !== undefined);
  const counting = read.length > 0 ? read : passages;
  const produced = { name: "produced", value: sum(counting.map((each) => each.produced)) };
  if (read.length === 0) return [produced];
  return [produced, { name: "taken", value: sum(read.map(({ taken = 0 }) => taken)) }];
}

function faultOf(refused: number, last: WholeRecord | undefined): string {
  const message = last && reasonOf(last);
  // Some of Kafka Connect's end with a colon and nothing after it.
  const reason = message?.replace(/:\s*$/, "") ?? "no reason given";
  return `${counted(refused, "record")} could not be stored; why the last could not: ${reason}`;
}

function shown({ key, value }: WholeRecord): string {
  const text = `${key ?? "no key"} ${value ?? "no value"}`;
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
