import getPort from "get-port";

/** Ports of the loopback interface, one for each address that a run may need. */
export interface Ports {
  readonly broker: number;
  readonly controller: number;
  readonly worker: number;
  readonly dynamoDb: number;
  readonly s3: number;
  readonly database: number;
  readonly secrets: number;
  readonly schemas: number;
}

/** Finds ports that nobody uses. */
export async function freePorts(): Promise<Ports> {
  return {
    broker: await freePort(),
    controller: await freePort(),
    worker: await freePort(),
    dynamoDb: await freePort(),
    s3: await freePort(),
    database: await freePort(),
    secrets: await freePort(),
    schemas: await freePort(),
  };
}

/** Returns host and port of what listens on a port of this machine. */
export function address(port: number): string {
  return `127.0.0.1:${port}`;
}

/** Finds a port that nobody uses; no two calls get the same. */
export function freePort(): Promise<number> {
  return getPort({ host: "127.0.0.1" });
}
