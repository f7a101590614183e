import { z } from "zod";
import { served, refusal, serveAwsJson, type Answer } from "../awsJson";
import { Refused, Schemas, type SchemaVersion } from "./schemas";

const text = z.string().min(1);
const schemaId = z.object({ RegistryName: text, SchemaName: text });
const versionId = z.object({ SchemaVersionId: z.uuid() });

const inputs = {
  CreateSchema: z.object({
    RegistryId: z.object({ RegistryName: text }),
    SchemaName: text,
    DataFormat: z.literal("AVRO"),
    Compatibility: z.literal("BACKWARD"),
    SchemaDefinition: text,
  }),
  GetSchemaByDefinition: z.object({ SchemaId: schemaId, SchemaDefinition: text }),
  RegisterSchemaVersion: z.object({ SchemaId: schemaId, SchemaDefinition: text }),
  GetSchemaVersion: versionId,
  PutSchemaVersionMetadata: versionId.extend({
    MetadataKeyValue: z.object({ MetadataKey: text, MetadataValue: text }),
  }),
};

/**
 * Stands in for the AWS Glue Schema Registry as far as AWS's converters need it, with registries of
 * these names. What it has is gone with the run.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-schema-registry-api.html
 */
export async function serveSchemas(
  registries: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<void> {
  const schemas = new Schemas(registries);
  await serveAwsJson(port, signal, (operation, input) => {
    try {
      return served(answer(schemas, operation.replace(/^AWSGlue\./, ""), input));
    } catch (error) {
      if (error instanceof Refused) return refusal(error.type, error.message);
      if (error instanceof z.ZodError) {
        return refusal("InvalidInputException", `It is not served here: ${z.prettifyError(error)}`);
      }
      throw error;
    }
  });
}

function answer(schemas: Schemas, operation: string, input: unknown): Answer["body"] {
  switch (operation) {
    case "CreateSchema": {
      const { RegistryId, SchemaName, SchemaDefinition, ...others } =
        inputs.CreateSchema.parse(input);
      const schema = { ...RegistryId, SchemaName };
      const { id, arn, status } = schemas.create(schema, SchemaDefinition);
      const numbers = { LatestSchemaVersion: 1, NextSchemaVersion: 2, SchemaCheckpoint: 1 };
      const version = { SchemaVersionId: id, SchemaVersionStatus: status };
      return {
        ...{ ...schema, ...others, ...numbers, ...version },
        ...{ SchemaArn: arn, SchemaStatus: "AVAILABLE" },
      };
    }
    case "GetSchemaByDefinition": {
      const { SchemaId, SchemaDefinition } = inputs.GetSchemaByDefinition.parse(input);
      return described(schemas.byDefinition(SchemaId, SchemaDefinition));
    }
    case "RegisterSchemaVersion": {
      const { SchemaId, SchemaDefinition } = inputs.RegisterSchemaVersion.parse(input);
      const { id, number, status } = schemas.register(SchemaId, SchemaDefinition);
      return { SchemaVersionId: id, VersionNumber: number, Status: status };
    }
    case "GetSchemaVersion": {
      const version = schemas.byId(inputs.GetSchemaVersion.parse(input).SchemaVersionId);
      const { definition, number } = version;
      return { ...described(version), SchemaDefinition: definition, VersionNumber: number };
    }
    case "PutSchemaVersionMetadata": {
      const metadata = inputs.PutSchemaVersionMetadata.parse(input);
      schemas.byId(metadata.SchemaVersionId);
      const { MetadataKey, MetadataValue } = metadata.MetadataKeyValue;
      return { SchemaVersionId: metadata.SchemaVersionId, MetadataKey, MetadataValue };
    }
    default:
      throw new Refused("InvalidInputException", `${operation} is not served here.`);
  }
}

function described({ id, arn, status }: SchemaVersion): Answer["body"] {
  return { SchemaVersionId: id, SchemaArn: arn, DataFormat: "AVRO", Status: status };
}
