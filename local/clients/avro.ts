import { inflateSync } from "node:zlib";
import { GetSchemaVersionCommand, GlueClient, type GlueClientConfig } from "@aws-sdk/client-glue";
import { Type, types, type Schema } from "avsc";
import { z } from "zod";
import "../../support/awsSdk";
import { LOCAL_CREDENTIALS } from "./localCredentials";

/**
 * What stands before a value: a byte for the header's version, one for its compression, none or zlib,
 * and the id of its schema's version.
 *
 * @see https://github.com/awslabs/aws-glue-schema-registry/blob/master/common/src/main/java/com/amazonaws/services/schemaregistry/utils/AWSSchemaRegistryConstants.java
 */
const HEADER = { version: 3, plain: 0, zlib: 5, bytes: 18 } as const;

/** Reads values that AWS's converter has written, with the schemas of a registry. */
export class AvroValues {
  readonly #client: GlueClient;
  /** Schemas by their versions' ids, which never change. */
  readonly #types = new Map<string, Promise<Type>>();

  constructor(access: GlueClientConfig) {
    this.#client = new GlueClient(access);
  }

  /** Reads with the schemas of what stands in for AWS Glue. */
  static at(endpoint: string): AvroValues {
    return new AvroValues({ endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS });
  }

  /** Returns a value as JSON; one without a header, which no converter has written, as its text. */
  async text(value: Buffer): Promise<string> {
    if (!hasHeader(value)) return value.toString("utf8");
    const content = value.subarray(HEADER.bytes);
    const type = await this.typeOf(versionIdOf(value));
    const decoded: unknown = type.fromBuffer(
      value[1] === HEADER.zlib ? inflateSync(content) : content,
    );
    return JSON.stringify(decoded);
  }

  private typeOf(id: string): Promise<Type> {
    const known = this.#types.get(id);
    if (known !== undefined) return known;
    const fetched = this.fetchType(id);
    this.#types.set(id, fetched);
    // Whoever reads again asks again.
    fetched.catch(() => this.#types.delete(id));
    return fetched;
  }

  private async fetchType(SchemaVersionId: string): Promise<Type> {
    const answer = await this.#client.send(new GetSchemaVersionCommand({ SchemaVersionId }));
    return avroType(answer.SchemaDefinition ?? "");
  }

  close(): void {
    this.#client.destroy();
  }
}

function hasHeader(value: Buffer): boolean {
  const [version, compression] = value;
  return (
    value.length > HEADER.bytes &&
    version === HEADER.version &&
    (compression === HEADER.plain || compression === HEADER.zlib)
  );
}

function versionIdOf(value: Buffer): string {
  const hex = value.subarray(2, HEADER.bytes).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const schema = z.custom<Schema>((value) => typeof value === "object" && value !== null);

/** Returns the type of a schema that is written as JSON. */
export function avroType(definition: string): Type {
  return Type.forSchema(schema.parse(JSON.parse(definition)), { registry: { long } });
}

/** Of 64 bits, which a number of JavaScript has not all: a larger one is its digits. */
const long = types.LongType.__with(
  {
    fromBuffer: (bytes: Buffer) => numberOrDigits(bytes.readBigInt64LE()),
    toBuffer: (value: number | string) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(value));
      return bytes;
    },
    fromJSON: (value: number) => value,
    toJSON: (value: number | string) => value,
    isValid: (value: unknown) => typeof value === "number" || typeof value === "string",
    compare: (a: number | string, b: number | string) => Number(BigInt(a) - BigInt(b)),
  },
  false,
);

function numberOrDigits(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
