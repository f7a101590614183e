import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { AwsClients } from "../../operate/aws/clients";
import { AwsTarget } from "../../operate/aws/target";
import { StackOutputs, type Outputs } from "../../operate/aws/stackOutputs";

const account = "eu-west-1:123456789012";

export const outputs = {
  bootstrapServers: "b-1.example:9098,b-2.example:9098",
  clusterArn: `arn:aws:kafka:${account}:cluster/msk-pipeline-dev/uuid-1`,
  tables: { orders: "kafka_orders" },
  connectorArns: {
    "orders-sink": `arn:aws:kafkaconnect:${account}:connector/dev-orders-sink/id-1`,
  },
  logGroups: { "orders-sink": "/msk-pipeline/dev/sink" },
  clientInstanceId: "i-0123456789abcdef0",
  databaseClusterArn: `arn:aws:rds:${account}:cluster:sales`,
  databaseEngine: "aurora-mysql",
  databaseSecretArn: `arn:aws:secretsmanager:${account}:secret:sales`,
} satisfies Outputs;

/** Those of a stage on MSK Serverless. */
export const serverless = {
  ...outputs,
  bootstrapServers: "boot-abcd1234.c1.kafka-serverless.eu-west-1.amazonaws.com:9098",
} satisfies Outputs;

export interface Call {
  /** Such as SendCommand; for services without names of operations the path. */
  readonly operation: string;
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An answer that refuses. */
export interface Refusal {
  readonly refused: string;
  readonly message?: string;
}

/** An answer of Amazon S3, which speaks XML. */
export interface Xml {
  readonly status: number;
  readonly xml: string;
}

type Answer = (input: Call["input"], time: number) => unknown;

/** AWS as far as the commands ask it, on this machine. Real clients talk to it. */
export class FakeAws {
  readonly calls: Call[] = [];
  readonly warnings: string[] = [];
  private readonly server: Server;

  /** Answers by operation, or by a part of method and path; `time` counts the calls of each. */
  constructor(private readonly answers: Readonly<Record<string, Answer>>) {
    this.server = createServer((request, response) => {
      void this.answer(request).then((answer) => {
        if (isXml(answer)) {
          response.writeHead(answer.status, { "content-type": "application/xml" }).end(answer.xml);
          return;
        }
        const refusal = isRefusal(answer) ? answer : undefined;
        response.statusCode = refusal === undefined ? 200 : 400;
        response.setHeader("content-type", "application/json");
        if (refusal !== undefined) response.setHeader("x-amzn-errortype", refusal.refused);
        const error = { __type: refusal?.refused, message: refusal?.message };
        response.end(JSON.stringify(refusal === undefined ? answer : error));
      });
    });
  }

  /** Asks it as a deployed stage with some outputs. */
  ask<T>(work: (target: AwsTarget) => Promise<T>, of: Outputs = outputs): Promise<T> {
    const warn = (text: string): void => void this.warnings.push(text);
    return this.withClients((clients) =>
      work(new AwsTarget(new StackOutputs("dev", of), clients, warn, 1)),
    );
  }

  /** Has some work done by clients that talk to it. */
  withClients<T>(work: (clients: AwsClients) => Promise<T>): Promise<T> {
    return this.listening(async (endpoint) => {
      const credentials = { accessKeyId: "none", secretAccessKey: "none" };
      const clients = new AwsClients({ region: "eu-west-1", endpoint, credentials });
      try {
        return await work(clients);
      } finally {
        clients.close();
      }
    });
  }

  /** Has some work done while it listens at an address. */
  async listening<T>(work: (endpoint: string) => Promise<T>): Promise<T> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    try {
      return await work(`http://127.0.0.1:${port}`);
    } finally {
      this.server.closeAllConnections();
      this.server.close();
    }
  }

  /** Returns what an operation was asked, in order. */
  inputs(operation: string): Call["input"][] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const path = decodeURIComponent(request.url ?? "");
    const [, named] = String(request.headers["x-amz-target"] ?? "").split(".");
    const key = Object.keys(this.answers).find(
      (each) => each === named || `${request.method ?? ""} ${path}`.includes(each),
    );
    const operation = key ?? named ?? path;
    const input = { ...queryOf(path), ...(await bodyOf(request)) };
    const time = this.inputs(operation).length;
    this.calls.push({ operation, path, input });
    return key === undefined
      ? { refused: "AccessDeniedException", message: `nobody may ask ${operation}` }
      : this.answers[key]?.(input, time);
  }
}

function queryOf(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, "http://aws.example").searchParams);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function isXml(answer: unknown): answer is Xml {
  return typeof answer === "object" && answer !== null && "xml" in answer;
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "refused" in answer;
}
