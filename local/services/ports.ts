import getPort from "get-port";

/** A port of the loopback interface that nobody uses; no two calls get the same. */
export function freePort(): Promise<number> {
  return getPort({ host: "127.0.0.1" });
}
