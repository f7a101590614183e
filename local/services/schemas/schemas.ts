import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { avroType } from "../../clients/avro";

/** Names a schema within a registry. */
export interface SchemaId {
  readonly RegistryName: string;
  readonly SchemaName: string;
}

export interface SchemaVersion {
  /** What a record says of its schema. */
  readonly id: string;
  /** ARN of the schema. */
  readonly arn: string;
  readonly number: number;
  readonly definition: string;
  /** FAILURE where it is not compatible with the version before. */
  readonly status: "AVAILABLE" | "FAILURE";
}

/** An error by which AWS Glue refuses a request. */
export class Refused extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** Made up: a registry on this machine is in no account. */
const ARN = "arn:aws:glue:us-east-1:123456789012:schema";

/** Schemas of Avro with all their versions, each version able to read what the one before wrote. */
export class Schemas {
  /** Versions by their schema's ARN. */
  readonly #schemas = new Map<string, SchemaVersion[]>();

  constructor(private readonly registries: readonly string[]) {}

  create(schema: SchemaId, definition: string): SchemaVersion {
    const { RegistryName, SchemaName } = schema;
    if (!this.registries.includes(RegistryName)) {
      throw new Refused(NOT_FOUND, `Registry is not found. RegistryName: ${RegistryName}`);
    }
    const arn = arnOf(schema);
    if (this.#schemas.has(arn)) {
      throw new Refused(
        "AlreadyExistsException",
        `Schema already exists. SchemaName: ${SchemaName}`,
      );
    }
    const id = randomUUID();
    const first: SchemaVersion = { id, arn, number: 1, definition, status: "AVAILABLE" };
    this.#schemas.set(arn, [first]);
    return first;
  }

  register(schema: SchemaId, definition: string): SchemaVersion {
    const versions = this.versionsOf(schema);
    const known = versions.find((version) => isSame(version.definition, definition));
    if (known !== undefined) return known;
    const latest = versions.findLast(({ status }) => status === "AVAILABLE");
    const compatible = latest === undefined || canRead(definition, latest.definition);
    const next: SchemaVersion = {
      id: randomUUID(),
      arn: arnOf(schema),
      number: versions.length + 1,
      definition,
      status: compatible ? "AVAILABLE" : "FAILURE",
    };
    versions.push(next);
    return next;
  }

  /** The converter tells a schema that is not there from a version that is not there by these words. */
  byDefinition(schema: SchemaId, definition: string): SchemaVersion {
    const found = this.versionsOf(schema).find((version) => isSame(version.definition, definition));
    if (found !== undefined) return found;
    throw new Refused(NOT_FOUND, `Schema version is not found. ${shown(schema)}`);
  }

  byId(id: string): SchemaVersion {
    const found = [...this.#schemas.values()].flat().find((version) => version.id === id);
    if (found !== undefined) return found;
    throw new Refused(NOT_FOUND, `Schema version is not found. SchemaVersionId: ${id}`);
  }

  private versionsOf(schema: SchemaId): SchemaVersion[] {
    const versions = this.#schemas.get(arnOf(schema));
    if (versions !== undefined) return versions;
    throw new Refused(NOT_FOUND, `Schema is not found. ${shown(schema)}`);
  }
}

const NOT_FOUND = "EntityNotFoundException";

/** Tells whether who has a schema can read what was written with another. */
function canRead(definition: string, written: string): boolean {
  try {
    avroType(definition).createResolver(avroType(written));
    return true;
  } catch {
    return false;
  }
}

function isSame(one: string, other: string): boolean {
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

function arnOf({ RegistryName, SchemaName }: SchemaId): string {
  return `${ARN}/${RegistryName}/${SchemaName}`;
}

function shown({ RegistryName, SchemaName }: SchemaId): string {
  return `RegistryName: ${RegistryName}, SchemaName: ${SchemaName}, SchemaArn: null`;
}
