import type { Item } from "../local/clients/tables";
import type { SampleOrder } from "./sampleOrders";

/** A pipeline that a command asks: one that runs on this machine, or a deployed stage. */
export interface Target {
  /** Every topic by name, Kafka's own too. */
  topics(): Promise<TopicSummary[]>;
  /** Hands on records in the order of their partition; resolves to how many there were. */
  consume(request: ConsumeRequest, onRecord: (record: ConsumedRecord) => void): Promise<number>;
  /** Names of the pipeline's tables. */
  tables(): Promise<string[]>;
  describeTable(name: string): Promise<TableSummary>;
  /** The first items of a table, in no order. */
  items(name: string, most: number): Promise<Item[]>;
  connectors(): Promise<ConnectorSummary[]>;
  /** Inserts orders into the pipeline's database; throws UserError where it has none. */
  insert(orders: readonly SampleOrder[]): Promise<void>;
  close(): Promise<void>;
}

export interface TopicSummary {
  readonly name: string;
  readonly partitions: number;
  /** Copies of each partition. */
  readonly replication: number;
  /** Undefined where the service does not tell. */
  readonly records: number | undefined;
}

export interface ConsumeRequest {
  readonly topic: string;
  /** Whether to start with the oldest record, not with the next. */
  readonly fromBeginning: boolean;
  /** Records to read; undefined for as many as the target reads by itself. */
  readonly count: number | undefined;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** A record of a topic, key and value as text. */
export interface ConsumedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970; undefined for a record without. */
  readonly timestamp: number | undefined;
  readonly key: string | null;
  readonly value: string | null;
}

export interface TableSummary {
  readonly name: string;
  readonly status: string;
  /** Such as "orderid (N, hash)". */
  readonly keys: readonly string[];
  readonly billing: string;
  readonly items: number;
}

export interface ConnectorSummary {
  readonly name: string;
  /** As the service says it, such as RUNNING. */
  readonly state: string;
  /** Undefined where the service does not tell. */
  readonly tasks: { readonly running: number; readonly total: number } | undefined;
  /** What went wrong last, without stack traces. */
  readonly errors: readonly string[];
}
