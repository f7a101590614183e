import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { z } from "zod";
import type { DeclaredStage } from "../declared/declaredStage";
import { withConfig } from "../declared/withConfig";
import { address } from "../run/ports";

const ENDPOINT = "aws.dynamodb.endpoint";
const SLOW_MS = 5_000;
const SEED = 42;
const TYPE: [string, string] = ["content-type", "application/x-amz-json-1.0"];
const ANSWER_HEADERS = Object.fromEntries([TYPE]);

/** How a share of the requests is answered instead. */
export interface Misbehaviour {
  /** From 0 to 1. */
  readonly share: number;
  readonly kind: "throttle" | "half" | "error" | "reset" | "delay" | "deny";
  /**
   * How many at most.
   * @default - no limit
   */
  readonly most?: number;
}

const batchSchema = z.object({ RequestItems: z.record(z.string(), z.array(z.unknown())) });

/**
 * Stands between the sinks and DynamoDB Local, which never throttles or fails. Errors have the names
 * and codes of the real one.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export class FaultyDynamoDb {
  /** Writes that passed through. */
  served = 0;
  /** Those among them that were answered otherwise. */
  misbehaved = 0;
  #target = "";
  readonly #random = xoroshiro128plus(SEED);

  private constructor(
    private readonly server: Server,
    private readonly misbehaviour: Misbehaviour,
  ) {}

  static async start(misbehaviour: Misbehaviour): Promise<FaultyDynamoDb> {
    const server = createServer();
    const faulty = new FaultyDynamoDb(server, misbehaviour);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      faulty.serve(request, response).catch(() => {
        response.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return faulty;
  }

  /** Puts itself between a stage's sinks and its DynamoDB. */
  inFrontOf(stage: DeclaredStage): DeclaredStage {
    const { port } = this.server.address() as AddressInfo;
    return withConfig(stage, ({ config }) => {
      const endpoint = config[ENDPOINT];
      if (endpoint === undefined) return {};
      this.#target = endpoint;
      return { [ENDPOINT]: `http://${address(port)}` };
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.answer(request, await bodyOf(request));
    if (answer === undefined) response.destroy();
    else response.writeHead(answer.status, ANSWER_HEADERS).end(answer.body);
  }

  /** Answers a request; undefined for one whose connection breaks. */
  private async answer({ headers }: IncomingMessage, body: string): Promise<Answer | undefined> {
    const forward = (sent: string): Promise<Answer> => this.forward(headers, sent);
    if (headers["x-amz-target"] !== "DynamoDB_20120810.BatchWriteItem") return forward(body);
    this.served += 1;
    const { share, kind, most = Infinity } = this.misbehaviour;
    if (this.misbehaved >= most || this.random() >= share) return forward(body);
    this.misbehaved += 1;
    switch (kind) {
      case "throttle":
        return refusal(400, "ProvisionedThroughputExceededException");
      case "deny":
        return refusal(400, "AccessDeniedException");
      case "error":
        return refusal(500, "InternalServerError");
      case "half":
        return half(body, forward);
      case "reset":
        if (this.random() < 0.5) await forward(body);
        return undefined;
      case "delay":
        await delay(SLOW_MS);
        return forward(body);
    }
  }

  private async forward(headers: IncomingHttpHeaders, body: string): Promise<Answer> {
    const passed = Object.entries(headers).filter(([name]) => /^(x-amz-|authorization)/.test(name));
    const answer = await fetch(this.#target, {
      method: "POST",
      headers: [...passed.map(([name, value]): [string, string] => [name, String(value)]), TYPE],
      body,
    });
    return { status: answer.status, body: await answer.text() };
  }

  /** Draws a number from 0 to 1, which is not among them. */
  private random(): number {
    return uniformFloat64(this.#random);
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Serves the first half of a batch and hands the rest back unprocessed. */
async function half(body: string, forward: (sent: string) => Promise<Answer>): Promise<Answer> {
  const batch = batchSchema.parse(JSON.parse(body));
  const [[table, writes] = ["", []]] = Object.entries(batch.RequestItems);
  const [first, rest] = [writes.slice(0, writes.length / 2), writes.slice(writes.length / 2)];
  if (first.length > 0) {
    const answer = await forward(JSON.stringify({ ...batch, RequestItems: { [table]: first } }));
    if (answer.status !== 200) return answer;
  }
  return { status: 200, body: JSON.stringify({ UnprocessedItems: { [table]: rest } }) };
}

function refusal(status: number, name: string): Answer {
  const type = `com.amazonaws.dynamodb.v20120810#${name}`;
  return { status, body: JSON.stringify({ __type: type, message: name }) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
