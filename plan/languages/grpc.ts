/** How the engine of a plan, the program and the components call each other. */
import * as grpc from "@grpc/grpc-js";
import { UserError } from "../../support/userError";

/** Requests are as long as a program's inputs, and none leaves this machine by a proxy. */
export const CHANNEL = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.enable_http_proxy": 0,
} as const;

/** A service as gRPC wants it: what it is, and who answers. */
export interface Service {
  readonly definition: grpc.ServiceDefinition;
  readonly handlers: grpc.UntypedServiceImplementation;
}

/** A server of this machine's. */
export interface Served {
  readonly port: number;
  readonly close: () => void;
}

/** Serves services on a free port of the loopback interface. */
export function serve(services: readonly Service[]): Promise<Served> {
  const server = new grpc.Server(CHANNEL);
  for (const { definition, handlers } of services) server.addService(definition, handlers);
  const close = (): void => {
    server.forceShutdown();
  };
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve({ port, close });
      else reject(error);
    });
  });
}

/** Answers a call by what a function makes of its request, or by the status of what that throws. */
export function answering<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
  statusOf = statusWithMessage,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(statusOf(error));
        },
      );
  };
}

function statusWithMessage(error: unknown): Partial<grpc.StatusObject> {
  return { code: grpc.status.UNKNOWN, details: messageOf(error) };
}

/** Refuses a call; `fail` is told why. */
export function refusing(
  message: string,
  fail: (reason: unknown) => void,
): grpc.handleUnaryCall<unknown, unknown> {
  return answering(() => {
    const refusal = new UserError(message);
    fail(refusal);
    throw refusal;
  });
}

/** A call with a callback. */
export type Ask<Response> = (callback: (error: unknown, response: Response) => void) => unknown;

/** Turns a call with a callback into a promise. */
export function asked<Response>(ask: Ask<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    ask((error, response) => {
      if (error === null || error === undefined) resolve(response);
      else reject(error instanceof Error ? error : new Error(messageOf(error)));
    });
  });
}

/** What an error says; one of gRPC leads its message by a code that tells users nothing. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "details" in error && typeof error.details === "string" ? error.details : error.message;
}

/** Tells whether a call failed because nobody is there to answer it any more. */
export function isBroken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === grpc.status.UNAVAILABLE;
}
