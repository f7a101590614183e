import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** Secrets by name or ARN, each a JSON object. */
export type Secrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

const requestSchema = z.object({ SecretId: z.string() });

/**
 * Stands in for AWS Secrets Manager as far as a connector needs it, so that passwords get to it
 * here as they do on AWS: by its config provider, never through its configuration or a file.
 */
export async function serveSecrets(
  secrets: Secrets,
  port: number,
  signal: AbortSignal,
): Promise<void> {
  const server = createServer((request, response) => {
    const unreadable = (): Answer => refusal("InvalidRequestException", "This is no request.");
    void answer(secrets, request)
      .catch(unreadable)
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(body));
      });
  });
  await listen(server, port);
  signal.addEventListener("abort", () => {
    server.close();
    server.closeAllConnections();
  });
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function answer(secrets: Secrets, request: IncomingMessage): Promise<Answer> {
  if (request.headers["x-amz-target"] !== "secretsmanager.GetSecretValue") {
    return refusal("InvalidRequestException", "Only GetSecretValue is served here.");
  }
  const { SecretId: id } = requestSchema.parse(JSON.parse(await text(request)));
  const secret = secrets.get(id);
  if (secret === undefined) {
    return refusal("ResourceNotFoundException", `There is no secret ${id}.`);
  }
  const version = { VersionId: "00000000-0000-0000-0000-000000000001", ARN: id, Name: id };
  return { status: 200, body: { ...version, SecretString: JSON.stringify(secret) } };
}

function refusal(type: string, message: string): Answer {
  return { status: 400, body: { __type: type, Message: message } };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
