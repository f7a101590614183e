import { once } from "node:events";
import { join } from "node:path";
import { execa } from "execa";
import type { CloudStore } from "../cloud/store";
import type { Commands } from "../commands";
import { StandInAws } from "./aws";
import { StandInCommand } from "./command";
import type { Served } from "../../../plan/languages/grpc";
import { serve } from "./serve";

export interface Providers {
  /** By the provider's name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly close: () => void;
}

/** Starts the stand-ins of all providers that the program has. */
export async function startProviders(cloud: CloudStore, commands: Commands): Promise<Providers> {
  const [aws, awsx, command] = await Promise.all([
    serve(new StandInAws(cloud)),
    startAwsx(),
    serve(new StandInCommand(cloud, commands)),
  ]);
  return {
    ports: { aws: aws.port, awsx: awsx.port, command: command.port },
    close: () => {
      for (const served of [aws, awsx, command]) served.close();
    },
  };
}

async function startAwsx(): Promise<Served> {
  const program = ["--import", require.resolve("tsx"), join(__dirname, "awsx.ts")];
  const child = execa(process.execPath, program, {
    stdin: "pipe",
    stderr: "inherit",
    reject: false,
  });
  const [port] = (await once(child.stdout, "data")) as unknown[];
  return {
    port: Number(String(port)),
    close: () => {
      child.stdin.end();
    },
  };
}
