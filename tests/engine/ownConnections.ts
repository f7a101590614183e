import { runtime } from "@pulumi/pulumi";

/**
 * Gives each client of an engine a connection of its own, in a process that sees many engines come
 * and go. gRPC shares connections by address: an engine at the port of one that is gone would be taken
 * for the dead one, which the clients of a run that failed go on to ask.
 */
export function useOwnConnections(): void {
  const options: unknown = Reflect.get(runtime, "grpcClientOptions");
  if (typeof options !== "object" || options === null)
    throw new Error("Pulumi's clients are not made with runtime.grpcClientOptions any more");
  Reflect.set(options, "grpc.use_local_subchannel_pool", 1);
}
