import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** What a stand-in for an AWS service says to a request. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Serves requests of AWS's JSON protocol on a port of the loopback interface until the signal is
 * aborted. `answer` is given the operation, such as `secretsmanager.GetSecretValue`, and its input.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export async function serveAwsJson(
  port: number,
  signal: AbortSignal,
  answer: (operation: string, input: unknown) => Answer,
): Promise<void> {
  const server = createServer((request, response) => {
    const operation = String(request.headers["x-amz-target"]);
    void text(request)
      .then((body) => answer(operation, JSON.parse(body)))
      .catch(() => refusal("InvalidRequestException", "This is no request."))
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

export function served(body: Answer["body"]): Answer {
  return { status: 200, body };
}

export function refusal(type: string, message: string): Answer {
  return { status: 400, body: { __type: type, Message: message } };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
