import { isServerlessAddress } from "../../support/brokerTypes";
import { UserError } from "../../support/userError";
import type { Item } from "../../local/clients/tables";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { planStage } from "../../local/declared/planStage";
import { endOfLog } from "../../deploy/steps/connectorLog";
import { latestOperation, type ConnectorOperation } from "../../deploy/steps/connectorOperation";
import type {
  AlarmSummary,
  BucketSummary,
  DeadLetters,
  Inspectable,
  Lag,
  Reading,
  Storing,
} from "../check/inspectable";
import type { AwsClients } from "./clients";
import { parseTopics, topicsScript, TOPICS_SECONDS } from "./clientTopics";
import { connectorBucket, connectorState, lastErrors } from "./connectors";
import { insertByDataApi } from "./database";
import { PASSED_ON, type DeadLetterTarget, type ToolOutput } from "../deadLetters/tool";
import { deadLetterScript, DEAD_LETTER_SECONDS } from "./deadLetterTool";
import { bytesOf, consumerScript, failureOf, IDLE_SECONDS, parseRecords } from "./consoleConsumer";
import { alarmsOf, arrivalsOf, lagOf } from "./metrics";
import { runRemotely } from "./runCommand";
import type { SampleOrder } from "../sampleOrders";
import type { StackOutputs } from "./stackOutputs";
import { listTopics, type ListedTopic } from "./topics";
import { describeBucket } from "../buckets";
import { describeTable, firstItems } from "../tables";
import type {
  ConnectorSummary,
  ConsumedRecord,
  ConsumeRequest,
  TableSummary,
  Target,
  TopicSummary,
} from "../target";

/** Seconds that reading may take: the consumer's start, its records and its wait for more. */
const CONSUME_SECONDS = 120;

const DEFAULT_COUNT = 10;

/** A deployed stage. */
export class AwsTarget implements Target, Inspectable, DeadLetterTarget {
  constructor(
    private readonly outputs: StackOutputs,
    private readonly clients: AwsClients,
    /** Called with what the user should know besides the records. */
    private readonly warn: (text: string) => void,
    private readonly pollMs?: number,
  ) {}

  async topics(): Promise<TopicSummary[]> {
    const topics = await (this.isServerless()
      ? this.topicsByClient()
      : listTopics(this.clients.kafka, this.outputs.get("clusterArn")));
    return topics.map((topic) => ({ ...topic, records: undefined }));
  }

  /** Asks on the client instance, which sees the topics that its role may use. */
  private async topicsByClient(): Promise<ListedTopic[]> {
    const instanceId = this.outputs.get("clientInstanceId");
    const script = topicsScript(this.outputs.get("bootstrapServers"));
    const { signal } = new AbortController();
    const remote = { instanceId, script, seconds: TOPICS_SECONDS, signal };
    return parseTopics((await runRemotely(this.clients.instances, remote, this.pollMs)).text);
  }

  /**
   * Reads on the client instance, since brokers are reached from inside the stage's network only;
   * records come when the command there has ended.
   */
  async consume(
    { topic, fromBeginning, count = DEFAULT_COUNT, signal }: ConsumeRequest,
    onRecord: (record: ConsumedRecord) => void,
  ): Promise<number> {
    const instanceId = this.outputs.get("clientInstanceId");
    const bootstrapServers = this.outputs.get("bootstrapServers");
    const binary = this.outputs.find("schemaRegistry") !== undefined;
    const script = consumerScript({ bootstrapServers, topic, count, fromBeginning, binary });
    const remote = { instanceId, script, seconds: CONSUME_SECONDS, signal };
    const { text, errors, cut } = await runRemotely(this.clients.instances, remote, this.pollMs);
    const printed = parseRecords(topic, text, { cut });
    const records = binary ? await this.decoded(printed) : printed;
    records.forEach(onRecord);
    if (cut) this.warn(outputIsCut(records.length));
    else if (records.length < count) this.warn(endedEarly(errors));
    return records.length;
  }

  /** Decodes values in Avro; those of other topics are text. */
  private async decoded(printed: readonly ConsumedRecord[]): Promise<ConsumedRecord[]> {
    const values = await this.clients.avroValues();
    try {
      return await Promise.all(
        printed.map(async ({ value, ...record }) => ({
          ...record,
          value: value === null ? null : await values.text(bytesOf(value)),
        })),
      );
    } finally {
      values.close();
    }
  }

  tables(): Promise<string[]> {
    return Promise.resolve(Object.values(this.outputs.get("tables")));
  }

  describeTable(name: string): Promise<TableSummary> {
    return describeTable(this.clients.tables, name);
  }

  items(name: string, most: number): Promise<Item[]> {
    return firstItems(this.clients.tables, name, most);
  }

  async connectors(): Promise<ConnectorSummary[]> {
    const { connect, logs } = this.clients;
    return Promise.all(
      this.deployed().map(async ({ name, arn, logGroup }) => {
        const [{ errors, ...state }, logged] = await Promise.all([
          connectorState(connect, arn),
          logGroup === undefined ? [] : lastErrors(logs, logGroup),
        ]);
        return { name, ...state, errors: [...errors, ...logged] };
      }),
    );
  }

  declared(): Promise<DeclaredStage> {
    return planStage({ stage: this.outputs.stage, overrides: [] });
  }

  lastChange(connector: string): Promise<ConnectorOperation | undefined> {
    return latestOperation(this.clients.connect, this.named(connector).arn);
  }

  endOfLog(connector: string): Promise<readonly string[]> {
    const { logGroup } = this.named(connector);
    return logGroup === undefined ? Promise.resolve([]) : endOfLog(this.clients.logs, logGroup);
  }

  lag(reading: Reading): Promise<Lag> {
    return lagOf(this.clients.metrics, this.clusterName(), reading);
  }

  deadLetters(topic: string): Promise<DeadLetters> {
    const cluster = { name: this.clusterName(), serverless: this.isServerless() };
    return arrivalsOf(this.clients.metrics, cluster, topic);
  }

  async bucket({ sink }: Storing): Promise<BucketSummary> {
    const { connect, buckets } = this.clients;
    return describeBucket(buckets, await connectorBucket(connect, this.named(sink).arn));
  }

  runDeadLetterTool(args: readonly string[], signal: AbortSignal): Promise<ToolOutput> {
    const instanceId = this.outputs.get("clientInstanceId");
    const script = deadLetterScript(this.outputs.get("bootstrapServers"), args);
    const remote = { instanceId, script, seconds: DEAD_LETTER_SECONDS, signal };
    return runRemotely(this.clients.instances, remote, this.pollMs);
  }

  /** The cluster has the stack's name, as the stage's alarms have. */
  alarms(): Promise<AlarmSummary[]> {
    return alarmsOf(this.clients.metrics, this.clusterName());
  }

  async insert(orders: readonly SampleOrder[]): Promise<void> {
    const cluster = {
      resourceArn: this.outputs.get("databaseClusterArn"),
      secretArn: this.outputs.get("databaseSecretArn"),
      engine: this.outputs.get("databaseEngine"),
    };
    await insertByDataApi(this.clients.database, cluster, orders);
  }

  close(): Promise<void> {
    this.clients.close();
    return Promise.resolve();
  }

  private isServerless(): boolean {
    return isServerlessAddress(this.outputs.get("bootstrapServers"));
  }

  private clusterName(): string {
    return resourceName(this.outputs.get("clusterArn"));
  }

  private named(connector: string): Deployed {
    const found = this.deployed().find(({ name }) => name === connector);
    if (found !== undefined) return found;
    throw new Error(`The stage's outputs have no connector ${connector}.`);
  }

  /** The connectors by their names on MSK Connect; the outputs have those within the stage. */
  private deployed(): Deployed[] {
    const groups = this.outputs.get("logGroups");
    return Object.entries(this.outputs.get("connectorArns")).map(([nameInStage, arn]) => ({
      name: resourceName(arn),
      arn,
      logGroup: groups[nameInStage],
    }));
  }
}

interface Deployed {
  readonly name: string;
  readonly arn: string;
  readonly logGroup: string | undefined;
}

/** Takes the name out of an ARN that ends in kind, name and id. */
function resourceName(arn: string): string {
  const [, name = ""] = arn.split("/");
  return name;
}

function outputIsCut(records: number): string {
  return `${PASSED_ON}, which have ${records} whole records; ask for fewer, or open a session on the client.`;
}

/** Says why there are fewer records than asked for; throws UserError when it was a failure. */
function endedEarly(log: string): string {
  const failure = failureOf(log);
  if (failure === undefined) return `No more came within ${IDLE_SECONDS} s.`;
  throw new UserError(`Kafka's console consumer gave up: ${failure}`);
}
