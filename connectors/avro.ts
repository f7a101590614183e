import type { Input } from "@pulumi/pulumi";
import { withGlueConverter } from "../archives/catalogue";
import { withValueConverter, type Connector } from "./connector";
import { readSchemas, registerSchemas } from "./schemaGrants";

/** A registry of the AWS Glue Schema Registry. */
export interface SchemaRegistry {
  readonly name: Input<string>;
  readonly arn: Input<string>;
  /** AWS region that it is in. */
  readonly region: string;
}

/** AWS's converter, which writes the id of a value's schema before the value. */
const CONVERTER = "com.amazonaws.services.schemaregistry.kafkaconnect.AWSKafkaAvroConverter";

/**
 * Has a connector of a bundled plugin write or read the values of its records in Avro, with their
 * schemas in a registry. Keys stay as they are. A source registers each schema under the name of its
 * topic when it first meets it, and a new version where a table has changed.
 *
 * @see https://github.com/awslabs/aws-glue-schema-registry
 */
export function inAvro(connector: Connector, registry: SchemaRegistry): Connector {
  const { kind, plugin, config, access, writes } = connector;
  return {
    ...connector,
    plugin: withGlueConverter(plugin),
    config: withValueConverter<Input<string>>(config, {
      "value.converter": CONVERTER,
      "value.converter.region": registry.region,
      "value.converter.registry.name": registry.name,
      "value.converter.avroRecordType": "GENERIC_RECORD",
      ...(kind === "source" ? registration : {}),
    }),
    access: [
      ...access,
      ...(kind === "source" ? [registerSchemas(registry.arn, writes)] : []),
      readSchemas,
    ],
  };
}

/** Whoever reads with a new schema can read what was written with the one before. */
const registration = {
  "value.converter.schemaAutoRegistrationEnabled": "true",
  "value.converter.compatibility": "BACKWARD",
} as const;
