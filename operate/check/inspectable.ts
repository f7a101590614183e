import type { DeclaredStage } from "../../local/declared/declaredStage";
import type { ConnectorOperation } from "../../deploy/steps/connectorOperation";

/** What the check of a stage asks besides what the other commands ask. */
export interface Inspectable {
  /** What it was made from. */
  declared(): Promise<DeclaredStage>;
  /** A connector's last change; undefined where none is known. */
  lastChange(connector: string): Promise<ConnectorOperation | undefined>;
  /** Last lines of a connector's log. */
  endOfLog(connector: string): Promise<readonly string[]>;
  /** How far a consumer group is behind on a topic. */
  lag(reading: Reading): Promise<Lag>;
  deadLetters(topic: string): Promise<DeadLetters>;
  bucket(storing: Storing): Promise<BucketSummary>;
  /** Alarms of the stage; undefined where there is nothing that could have any. */
  alarms(): Promise<AlarmSummary[] | undefined>;
}

export interface Reading {
  readonly group: string;
  readonly topic: string;
}

/** What a consumer group has still to read; undefined is what nobody tells. */
export interface Lag {
  readonly records: number | undefined;
  readonly seconds: number | undefined;
}

export interface DeadLetters {
  /** Whether there are any; undefined where nobody tells. */
  readonly some: boolean | undefined;
  /** How many, and since when. */
  readonly says: string;
}

/** Where a sink stores objects. */
export interface Storing {
  readonly sink: string;
  /** Its name as the plan has it; a deployment makes up another. */
  readonly bucket: string;
}

export interface BucketSummary {
  readonly name: string;
  /** Undefined for a bucket that is not there. */
  readonly hasObjects: boolean | undefined;
}

export interface AlarmSummary {
  readonly name: string;
  /** OK, ALARM or INSUFFICIENT_DATA. */
  readonly state: string;
  readonly reason: string;
}
