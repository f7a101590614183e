import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const reference = z.object({
  shape: z.string(),
  // A client makes the value up where it is not given.
  idempotencyToken: z.boolean().default(false),
});

const shape = z.object({
  type: z.string(),
  required: z.array(z.string()).default([]),
  members: z.record(z.string(), reference).default({}),
  member: reference.optional(),
  key: reference.optional(),
  value: reference.optional(),
  union: z.boolean().default(false),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});

/** What a service's API says of a value. */
export type Shape = z.output<typeof shape>;

const model = z.object({
  operations: z.record(z.string(), z.object({ input: reference.optional() })),
  shapes: z.record(z.string(), z.unknown()),
});

/**
 * The description of a service's API that AWS publishes and makes its SDKs of, as botocore has it.
 *
 * @see https://github.com/boto/botocore/tree/develop/botocore/data
 */
export class ServiceModel {
  private constructor(
    private readonly service: string,
    /** Where the model is published. */
    readonly source: string,
    private readonly api: z.output<typeof model>,
  ) {}

  /** Reads the newest version. `packages` is the folder of the Python packages. */
  static read(packages: string, service: string): ServiceModel {
    const folder = join(packages, "botocore", "data", service);
    const newest = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
    if (newest === undefined) throw new Error(`botocore has no service ${service}`);
    const plain = join(folder, newest, "service-2.json");
    const json = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
    const source = `https://github.com/boto/botocore/tree/develop/botocore/data/${service}/${newest}`;
    return new ServiceModel(service, source, model.parse(JSON.parse(json.toString("utf8"))));
  }

  /** Shape of what an operation takes; one without members where it takes nothing. */
  input(operation: string): Shape {
    const found = this.api.operations[operation];
    if (found === undefined) throw new Error(`${this.service} has no operation ${operation}`);
    return found.input ? this.shape(found.input.shape) : shape.parse({ type: "structure" });
  }

  shape(name: string): Shape {
    return shape.parse(this.api.shapes[name]);
  }

  /** Returns the names of all shapes. */
  shapeNames(): readonly string[] {
    return Object.keys(this.api.shapes);
  }
}
