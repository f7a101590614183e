import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const properties = z.record(z.string(), z.unknown());

const resourceSchema = z.object({
  type: z.string(),
  id: z.string(),
  arn: z.string().optional(),
  /** Name that no other of its type may have at the same time; undefined for a type without names. */
  name: z.string().optional(),
  inputs: properties,
});

const operationSchema = z.object({
  kind: z.enum(["create", "update", "delete"]),
  type: z.string(),
  /** Logical name in the program. */
  resource: z.string(),
});

const storeSchema = z.object({
  resources: z.array(resourceSchema),
  /** What was asked of the cloud and done, in order. */
  operations: z.array(operationSchema),
  /** An operation that is refused once. */
  refused: operationSchema.omit({ type: true }).optional(),
  /** Logical name of a resource that is made but does not come up, once. */
  unhealthy: z.string().optional(),
});

export type CloudResource = z.output<typeof resourceSchema>;
export type Operation = z.output<typeof operationSchema>;
export type CloudState = z.output<typeof storeSchema>;

const EMPTY: CloudState = { resources: [], operations: [] };

/**
 * Keeps what is in the cloud in a file: the engine starts a provider anew for each deployment, and
 * tests look at what is left.
 */
export class CloudStore {
  constructor(private readonly file: string) {}

  read(): CloudState {
    if (!existsSync(this.file)) return EMPTY;
    return storeSchema.parse(JSON.parse(readFileSync(this.file, "utf8")));
  }

  write(state: CloudState): void {
    const temporary = `${this.file}.part`;
    writeFileSync(temporary, JSON.stringify(state));
    renameSync(temporary, this.file);
  }

  update(change: (state: CloudState) => CloudState): void {
    this.write(change(this.read()));
  }
}
