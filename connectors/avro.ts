import { output, type Input } from "@pulumi/pulumi";
import { withGlueConverter } from "../archives/catalogue";
import type { Grant } from "../support/iamPolicies";
import type { Connector, ConnectorConfig } from "./connector";

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
  const { kind, plugin, config, access } = connector;
  return {
    ...connector,
    plugin: withGlueConverter(plugin),
    config: {
      ...withoutValueConverter(config),
      "value.converter": CONVERTER,
      "value.converter.region": registry.region,
      "value.converter.registry.name": registry.name,
      "value.converter.avroRecordType": "GENERIC_RECORD",
      ...(kind === "source" ? registration : {}),
    },
    access: [
      ...access,
      ...(kind === "source" ? registerGrants(connector, registry) : []),
      readSchemas,
    ],
  };
}

/** Whoever reads with a new schema can read what was written with the one before. */
const registration = {
  "value.converter.schemaAutoRegistrationEnabled": "true",
  "value.converter.compatibility": "BACKWARD",
} as const;

function withoutValueConverter(config: ConnectorConfig): ConnectorConfig {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => !key.startsWith("value.converter")),
  );
}

/** @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html */
function registerGrants({ writes }: Connector, { arn }: SchemaRegistry): Grant[] {
  return [
    {
      sid: "RegisterSchemas",
      actions: [
        "glue:CreateSchema",
        "glue:GetSchemaByDefinition",
        "glue:PutSchemaVersionMetadata",
        "glue:RegisterSchemaVersion",
      ],
      resources: [arn, ...writes.map((topic) => schemaArn(arn, topic))],
    },
  ];
}

/**
 * Allows reading a schema by its version's id, which is all that a record says of it. AWS documents
 * the right for all resources only. A source asks too, whether a new version is compatible.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html
 */
export const readSchemas = {
  sid: "ReadSchemas",
  actions: ["glue:GetSchemaVersion"],
  resources: ["*"],
} as const satisfies Grant;

function schemaArn(registryArn: Input<string>, schema: string): Input<string> {
  return output(registryArn).apply((arn) => `${arn.replace(":registry/", ":schema/")}/${schema}`);
}
