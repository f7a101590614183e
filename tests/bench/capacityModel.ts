/** Write units a second that DynamoDB gives one partition at most. */
const PARTITION_LIMIT = 1_000;
/** Seconds for which DynamoDB keeps what a table has not used, as burst capacity. */
const BURST_SECONDS = 300;
const WRITE_UNIT_BYTES = 1_024;

/** A table to be modelled. */
export interface Provisioned {
  /** Write units a second; an item of up to 1 KB takes one. */
  readonly capacity: number;
  /** Share of the items that lie in one partition; the others are spread evenly. */
  readonly hotShare: number;
}

/**
 * Write capacity as DynamoDB documents it: a table's provisioned units, of which 300 seconds are
 * kept as burst capacity, and no more than 1,000 a second in one partition. The table begins with
 * nothing kept, the worst case: what a sink writes can then be no more than the capacity.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export class CapacityModel {
  accepted = 0;
  throttled = 0;
  readonly #table: Bucket;
  readonly #hot: Bucket | undefined;

  constructor(private readonly provisioned: Provisioned) {
    const { capacity, hotShare } = provisioned;
    this.#table = new Bucket(capacity, capacity * BURST_SECONDS);
    this.#hot = hotShare > 0 ? new Bucket(PARTITION_LIMIT, PARTITION_LIMIT) : undefined;
  }

  /** Items a second that can be written at most, in the order of a topic. */
  get attainable(): number {
    const { capacity, hotShare } = this.provisioned;
    return hotShare > 0 ? Math.min(capacity, PARTITION_LIMIT / hotShare) : capacity;
  }

  /** Whether an item is taken; one that is not takes no capacity. */
  takes(orderid: number, bytes: number): boolean {
    const units = Math.ceil(bytes / WRITE_UNIT_BYTES);
    const hot = orderid % 100 < this.provisioned.hotShare * 100 ? this.#hot : undefined;
    const taken = this.#table.has(units) && (hot === undefined || hot.has(units));
    if (taken) {
      this.#table.take(units);
      hot?.take(units);
      this.accepted += 1;
    } else {
      this.throttled += 1;
    }
    return taken;
  }
}

/** Units that come in at a rate and are kept up to a limit. */
class Bucket {
  #units = 0;
  #filledAt = performance.now();

  constructor(
    private readonly perSecond: number,
    private readonly most: number,
  ) {}

  has(units: number): boolean {
    const now = performance.now();
    const came = ((now - this.#filledAt) * this.perSecond) / 1000;
    this.#units = Math.min(this.most, this.#units + came);
    this.#filledAt = now;
    return this.#units >= units;
  }

  take(units: number): void {
    this.#units -= units;
  }
}
