import { join } from "node:path";
import { DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { counted } from "../../support/format";
import { UserError } from "../../support/userError";
import { ConnectApi } from "../../local/clients/connectApi";
import { BrokerClient } from "../../local/clients/broker";
import { avroText, type TimedRecord } from "../../local/clients/readTopic";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { planStage } from "../../local/declared/planStage";
import { tailOf } from "../../local/run/logs";
import { LOCAL_CREDENTIALS } from "../../local/clients/localCredentials";
import type { Item } from "../../local/clients/tables";
import { runDeadLetterTool } from "../../local/clients/deadLetterTool";
import type { DeadLetterTarget, ToolOutput } from "../deadLetters/tool";
import type {
  BucketSummary,
  DeadLetters,
  Inspectable,
  Lag,
  Reading,
  Storing,
} from "../check/inspectable";
import { connectorSummary } from "./connectors";
import { insertLocally } from "./database";
import type { KeptRun } from "./findRun";
import type { SampleOrder } from "../sampleOrders";
import { describeTable, firstItems } from "../tables";
import type {
  ConnectorSummary,
  ConsumedRecord,
  ConsumeRequest,
  TableSummary,
  Target,
  TopicSummary,
} from "../target";

/** Milliseconds that a busy worker may take to answer. */
const ANSWER_MS = 30_000;

/** Lines of the worker's log that a connector which does not run is shown with. */
const LOG_LINES = 20;

/** A pipeline that runs on this machine. */
export class LocalTarget implements Target, Inspectable, DeadLetterTarget {
  /** Undefined for a run whose stage stores nothing in tables. */
  readonly #tables: DynamoDBClient | undefined;

  private constructor(
    private readonly stage: string,
    private readonly run: KeptRun,
    private readonly kafka: BrokerClient,
  ) {
    const { dynamoDb: endpoint } = run.endpoints;
    const access = { region: "us-east-1", credentials: LOCAL_CREDENTIALS };
    this.#tables = endpoint === undefined ? undefined : new DynamoDBClient({ ...access, endpoint });
  }

  /** Connects to a run of a stage. */
  static async open(stage: string, run: KeptRun): Promise<LocalTarget> {
    const { bootstrapServers, schemas } = run.endpoints;
    const kafka = new BrokerClient(
      bootstrapServers,
      schemas === undefined ? undefined : await avroText(schemas),
    );
    await kafka.connect().catch(noAnswer(stage));
    return new LocalTarget(stage, run, kafka);
  }

  topics(): Promise<TopicSummary[]> {
    return this.kafka.topics();
  }

  async consume(
    { topic, fromBeginning, count, signal }: ConsumeRequest,
    onRecord: (record: ConsumedRecord) => void,
  ): Promise<number> {
    const enough = new AbortController();
    let seen = 0;
    const ends = AbortSignal.any([signal, enough.signal]);
    const hand = ({ offset, timestamp, ...record }: TimedRecord): void => {
      onRecord({ topic, ...record, offset: Number(offset), timestamp: Number(timestamp) });
      seen += 1;
      if (seen === count) enough.abort();
    };
    await this.kafka
      .follow(topic, { fromBeginning, signal: ends }, hand)
      .catch(noAnswer(this.stage));
    return seen;
  }

  async tables(): Promise<string[]> {
    const names: string[] = [];
    if (this.#tables === undefined) return names;
    for await (const page of paginateListTables({ client: this.#tables }, {})) {
      names.push(...(page.TableNames ?? []));
    }
    return names;
  }

  describeTable(name: string): Promise<TableSummary> {
    return describeTable(this.dynamoDb, name);
  }

  items(name: string, most: number): Promise<Item[]> {
    return firstItems(this.dynamoDb, name, most);
  }

  async connectors(): Promise<ConnectorSummary[]> {
    const api = new ConnectApi(this.run.endpoints.connect, AbortSignal.timeout(ANSWER_MS));
    const statuses = Object.entries(await api.statuses().catch(noAnswer(this.stage)));
    return statuses.map(([name, status]) => connectorSummary(name, status)).sort(byName);
  }

  /** A topic has one copy here, since there is one broker. */
  async declared(): Promise<DeclaredStage> {
    const { stage, run } = this;
    const declared = await planStage({ stage, overrides: run.overrides });
    const topics = declared.topics.map((topic) => ({ ...topic, replicationFactor: 1 }));
    return { ...declared, topics };
  }

  /** A worker on this machine keeps no record of changes. */
  lastChange(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** One worker runs all connectors: of its log what names this one. */
  endOfLog(connector: string): Promise<readonly string[]> {
    const log = join(this.run.directory, "worker.log");
    return Promise.resolve(tailOf(log, LOG_LINES, connector));
  }

  async lag({ group, topic }: Reading): Promise<Lag> {
    return { records: await this.kafka.lag(group, topic), seconds: undefined };
  }

  async deadLetters(topic: string): Promise<DeadLetters> {
    const records = await this.kafka.count(topic);
    return { some: records > 0, says: counted(records, "record") };
  }

  /** Only who asks for it loads S3's client, which most commands do not need. */
  async bucket({ bucket }: Storing): Promise<BucketSummary> {
    const { s3 } = this.run.endpoints;
    if (s3 === undefined) {
      throw new UserError(`the run of stage ${this.stage} on this machine has no S3Proxy`);
    }
    const { localS3 } = await import("../../local/clients/buckets.js");
    const { describeBucket } = await import("../buckets.js");
    const client = localS3(s3);
    try {
      return await describeBucket(client, bucket);
    } finally {
      client.destroy();
    }
  }

  async runDeadLetterTool(args: readonly string[], signal: AbortSignal): Promise<ToolOutput> {
    const { directory, endpoints } = this.run;
    const here = [
      ...["--bootstrap-server", endpoints.bootstrapServers],
      ...["--lock", join(directory, "dead-letters.lock")],
    ];
    return { text: await runDeadLetterTool([...args, ...here], signal), cut: false };
  }

  alarms(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async insert(orders: readonly SampleOrder[]): Promise<void> {
    const { database } = this.run.endpoints;
    if (database !== undefined) return insertLocally(database, orders);
    throw new UserError(
      `The pipeline of stage ${this.stage} on this machine has no database; start one with npm start -- --keep --pipeline cdc`,
    );
  }

  async close(): Promise<void> {
    this.#tables?.destroy();
    await this.kafka.close();
  }

  private get dynamoDb(): DynamoDBClient {
    if (this.#tables !== undefined) return this.#tables;
    throw new UserError(`the run of stage ${this.stage} on this machine has no DynamoDB Local`);
  }
}

function noAnswer(stage: string): (error: unknown) => never {
  return (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The pipeline of stage ${stage} on this machine does not answer; has it been stopped? ${reason}`,
    );
  };
}

function byName(a: ConnectorSummary, b: ConnectorSummary): number {
  return a.name < b.name ? -1 : 1;
}
