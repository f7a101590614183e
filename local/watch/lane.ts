/** How far a pipeline is at a moment. */
export interface Counts {
  /** What has been reached of the lane's total, from its beginning to its end. */
  readonly bars: readonly Bar[];
  /** Records of the topic that the sink has not done with. */
  readonly lag: number;
  readonly deadLettered: number;
}

export interface Bar {
  /** Such as "stored". */
  readonly name: string;
  readonly value: number;
}

/** What became of a pipeline's records. */
export interface Conclusion {
  /** The lane's part of the report. */
  readonly numbers: LaneNumbers;
  /** The same for people, with everything that is wrong. */
  readonly summary: string;
  /** What is wrong as a whole; undefined when everything is where it belongs. */
  readonly fault: string | undefined;
  /** What the comparison's step shows. */
  readonly detail: string;
}

export type LaneNumbers = Readonly<Record<string, number>>;

/** One pipeline of a run, watched from its beginning to its end. */
export interface Lane {
  /** As the setting `pipeline` calls it, or the topics of one whose content is not compared. */
  readonly name: string;
  /** What moves, such as "orders". */
  readonly unit: string;
  /** How many in all. */
  readonly total: number;
  /** Sets it going, once its connectors are started. */
  begin(): void;
  look(): Promise<Counts>;
  /** Whether all has arrived that ever will; `quietMs` is how long nothing has moved. */
  settled(counts: Counts, quietMs: number): Promise<boolean>;
  /** Compares its beginning with its end. */
  conclude(): Promise<Conclusion>;
}

/** Returns a lane's last bar: what has reached its end. */
export function arrived({ bars }: Pick<Counts, "bars">): number {
  return bars.at(-1)?.value ?? 0;
}
