import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** As much of a JSON schema as is needed to find a property. */
export interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly definitions?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  /** Pointers, such as "/properties/BucketName", to what a resource is known by. */
  readonly primaryIdentifier?: readonly string[] | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.unknown().optional(),
    properties: z.record(z.string(), schema).optional(),
    definitions: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    primaryIdentifier: z.array(z.string()).optional(),
  }),
);

const files = z.record(z.string(), z.string());

/** CloudFormation's descriptions of its resource types, as cfn-lint has them for a region. */
export class ResourceSchemas {
  private readonly folder: string;
  private readonly files: Readonly<Record<string, string>>;
  private readonly read = new Map<string, Schema>();

  /** `packages` is the folder of the Python packages. */
  constructor(packages: string, region: string) {
    this.folder = join(packages, "cfnlint", "data", "schemas");
    const provider = join(this.folder, "providers", `${region}.json`);
    this.files = files.parse(JSON.parse(readFileSync(provider, "utf8")));
  }

  /** Throws for a type that CloudFormation does not have. */
  of(type: string): Schema {
    const known = this.read.get(type);
    if (known) return known;
    const file = this.files[type];
    if (file === undefined) throw new Error(`CloudFormation has no ${type}`);
    const path = join(this.folder, "resources", `${file}.json`);
    const parsed = schema.parse(JSON.parse(readFileSync(path, "utf8")));
    this.read.set(type, parsed);
    return parsed;
  }
}
