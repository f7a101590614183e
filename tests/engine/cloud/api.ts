import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import type { CloudStore } from "./store";

export const CONNECTOR = "aws:mskconnect/connector:Connector";

/** What a service answers, or the name of the error by which it refuses. */
type Answer = { readonly body: unknown } | { readonly error: string };

/** The services of AWS that the commands of a deployment ask, for what is in the stand-in cloud. */
export class CloudApi {
  readonly #server: Server;

  private constructor(private readonly cloud: CloudStore) {
    this.#server = createServer((request, response) => {
      void this.answer(request).then((answer) => {
        const refused = "error" in answer;
        response.statusCode = refused ? 400 : 200;
        response.setHeader("content-type", "application/json");
        if (refused) response.setHeader("x-amzn-errortype", answer.error);
        response.end(JSON.stringify(refused ? { __type: answer.error } : answer.body));
      });
    });
  }

  static async listen(cloud: CloudStore): Promise<CloudApi> {
    const api = new CloudApi(cloud);
    api.#server.listen(0, "127.0.0.1");
    await once(api.#server, "listening");
    return api;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The API does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const input = await text(request);
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    if (operation !== undefined) return this.named(operation, fieldsOf(input));
    const path = decodeURIComponent(request.url ?? "").split("?")[0] ?? "";
    if (path === "/Execute") return { body: { numberOfRecordsUpdated: 0 } };
    if (path.endsWith("/operations")) return { body: { connectorOperations: [] } };
    const [, arn] = /^\/v1\/connectors\/(.+)$/.exec(path) ?? [];
    return arn === undefined ? { error: `Unknown: ${path}` } : this.connector(arn);
  }

  /** Operations of the services that speak JSON. */
  private named(operation: string, input: Readonly<Record<string, string>>): Answer {
    const { SecretId: secret = "", SecretString: value = "" } = input;
    switch (operation) {
      case "GetSecretValue": {
        const stored = this.cloud.read().secrets[secret];
        if (stored === undefined) return { error: "ResourceNotFoundException" };
        return { body: { ARN: secret, SecretString: stored } };
      }
      case "PutSecretValue":
        this.cloud.update({ secrets: { ...this.cloud.read().secrets, [secret]: value } });
        return { body: { ARN: secret } };
      case "GetRandomPassword":
        return { body: { RandomPassword: "r".repeat(32) } };
      case "FilterLogEvents":
        return { body: { events: [] } };
      default:
        return { error: `Unknown: ${operation}` };
    }
  }

  private connector(arn: string): Answer {
    const found = this.cloud
      .read()
      .resources.find((resource) => resource.type === CONNECTOR && resource.arn === arn);
    if (found === undefined) return { error: "NotFoundException" };
    const { name, connectorConfiguration, capacity } = found.inputs;
    return {
      body: {
        connectorArn: arn,
        connectorName: name,
        connectorConfiguration,
        capacity,
        connectorState: found.failed ? "FAILED" : "RUNNING",
      },
    };
  }
}

function fieldsOf(json: string): Record<string, string> {
  return JSON.parse(json === "" ? "{}" : json) as Record<string, string>;
}
