import { DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { UserError } from "../../support/userError";
import { ConnectApi } from "../../local/clients/connectApi";
import { BrokerClient, type TimedRecord } from "../../local/clients/broker";
import type { Endpoints } from "../../local/run/state";
import { LOCAL_CREDENTIALS } from "../../local/clients/localCredentials";
import type { Item } from "../../local/clients/tables";
import { connectorSummary } from "./connectors";
import { insertLocally } from "./database";
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

/** A pipeline that runs on this machine. */
export class LocalTarget implements Target {
  readonly #tables: DynamoDBClient;

  private constructor(
    private readonly stage: string,
    private readonly endpoints: Endpoints,
    private readonly kafka: BrokerClient,
  ) {
    this.#tables = new DynamoDBClient({
      endpoint: endpoints.dynamoDb,
      region: "us-east-1",
      credentials: LOCAL_CREDENTIALS,
    });
  }

  /** Connects to a run of a stage. */
  static async open(stage: string, endpoints: Endpoints): Promise<LocalTarget> {
    const kafka = new BrokerClient(endpoints.bootstrapServers);
    await kafka.connect().catch(noAnswer(stage));
    return new LocalTarget(stage, endpoints, kafka);
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
    for await (const page of paginateListTables({ client: this.#tables }, {})) {
      names.push(...(page.TableNames ?? []));
    }
    return names;
  }

  describeTable(name: string): Promise<TableSummary> {
    return describeTable(this.#tables, name);
  }

  items(name: string, most: number): Promise<Item[]> {
    return firstItems(this.#tables, name, most);
  }

  async connectors(): Promise<ConnectorSummary[]> {
    const api = new ConnectApi(this.endpoints.connect, AbortSignal.timeout(ANSWER_MS));
    const statuses = Object.entries(await api.statuses().catch(noAnswer(this.stage)));
    return statuses.map(([name, status]) => connectorSummary(name, status)).sort(byName);
  }

  async insert(orders: readonly SampleOrder[]): Promise<void> {
    const { database } = this.endpoints;
    if (database !== undefined) return insertLocally(database, orders);
    throw new UserError(
      `The pipeline of stage ${this.stage} on this machine has no database; start one with npm start -- --keep --pipeline cdc`,
    );
  }

  async close(): Promise<void> {
    this.#tables.destroy();
    await this.kafka.close();
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
