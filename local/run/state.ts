import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";

const identitySchema = z.object({
  pid: z.number().int().positive(),
  started: z.string().optional(),
});

const stateSchema = z.object({
  stage: z.string(),
  /** Settings that are not the stage's own, `key=value`. */
  overrides: z.array(z.string()).default([]),
  /** The command that owns the run. */
  owner: identitySchema,
  /** What it has started and must stop. */
  processes: z.array(identitySchema.extend({ title: z.string() })),
  /** Addresses of a run that is kept. */
  endpoints: z
    .object({
      bootstrapServers: z.string(),
      connect: z.string(),
      /** DynamoDB Local, where the stage stores in tables. */
      dynamoDb: z.string().optional(),
      /** What stands in for Amazon S3, where the stage stores in buckets. */
      s3: z.string().optional(),
      /** What stands in for the AWS Glue Schema Registry, where records are in Avro. */
      schemas: z.string().optional(),
      /**
       * The database, where the stage captures changes, its authority's certificate and its master
       * user's secret.
       */
      database: z
        .object({
          host: z.string(),
          port: z.number(),
          authority: z.string(),
          secretsEndpoint: z.string(),
          masterSecret: z.string(),
          /** @default - MySQL */
          engine: z.literal("postgresql").optional(),
          name: z.string(),
        })
        .optional(),
    })
    .optional(),
});

/** What a run writes down, so that other commands find it, and a later run what it left behind. */
export type RunState = z.output<typeof stateSchema>;

/** Where clients reach a run's programs. */
export type Endpoints = NonNullable<RunState["endpoints"]>;

const STATE_FILE = "state.json";

/** Returns the folder of all runs: `.pipeline` in the project, or what PIPELINE_STATE_DIR names. */
export function stateDirectory(): string {
  const configured = process.env["PIPELINE_STATE_DIR"];
  return configured ? resolve(configured) : join(projectRoot, ".pipeline");
}

/** Returns the folders of all runs, running or left behind. */
export async function runDirectories(): Promise<string[]> {
  const entries = await readdir(stateDirectory(), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith("run-"))
    .map(({ name }) => join(stateDirectory(), name))
    .sort();
}

/** Replaces a run's state; a reader sees the old or the new one, never a part. */
export function writeState(directory: string, state: RunState): void {
  const temporary = join(directory, `${STATE_FILE}.part`);
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(temporary, join(directory, STATE_FILE));
}

/** Returns the state of a run; undefined for one that ended before it wrote any. */
export function readState(directory: string): RunState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(join(directory, STATE_FILE), "utf8")));
  } catch {
    return undefined;
  }
}
