import { COPIES_OF_BROKERS } from "../../connectors/topicCreation";
import type { Topic } from "../../plan/declared";
import type { DeclaredStage } from "./declaredStage";
import type { Properties } from "../../support/properties";

/** What this machine has in the place of AWS. */
export interface Machine {
  /** Address of the broker. */
  readonly bootstrapServers: string;
  /** Address of DynamoDB Local. */
  readonly dynamoDbEndpoint: string;
  /** Address of what stands in for Amazon S3. */
  readonly s3Endpoint: string;
  /** Address of what stands in for AWS Secrets Manager. */
  readonly secretsEndpoint: string;
  /** Address of what stands in for the AWS Glue Schema Registry. */
  readonly schemasEndpoint: string;
  /** Where the database listens, and the file with the certificate of its authority. */
  readonly database: {
    readonly host: string;
    readonly port: number | string;
    readonly authority: string;
  };
  /** Orders that the generator shall make in all. */
  readonly records: number;
}

/** One thing that is not as the stage declares it. */
export interface Translation {
  /**
   * Where it is declared: a connector's name, "workers of <connector>", "broker" or "topic <name>".
   */
  readonly where: string;
  readonly key: string;
  /** Undefined for a key that the stage leaves out. */
  readonly declared: string | undefined;
  /** Undefined for a key that is dropped. */
  readonly local: string | undefined;
  readonly why: string;
}

interface TranslationRule {
  readonly applies: (key: string, config: Properties) => boolean;
  /** The value here, or undefined to drop the key. */
  readonly local: (machine: Machine, config: Properties) => string | undefined;
  readonly why: string;
}

const ONE_BROKER = "there is one broker";

/** Everything that must differ on one machine; what no rule names stays as declared. */
const rules: readonly TranslationRule[] = [
  {
    applies: (key) => /(^|\.)bootstrap\.servers$/.test(key),
    local: ({ bootstrapServers }) => bootstrapServers,
    why: "the broker of this machine",
  },
  {
    applies: (key) => /(^|\.)(security\.protocol|sasl\..+)$/.test(key),
    local: () => undefined,
    why: "the broker of this machine asks for no IAM authentication",
  },
  {
    applies: (key) => key === "aws.dynamodb.endpoint",
    local: ({ dynamoDbEndpoint }) => dynamoDbEndpoint,
    why: "DynamoDB Local",
  },
  {
    applies: (key) => key === "database.hostname",
    local: ({ database }) => database.host,
    why: "the database server of this machine",
  },
  {
    applies: (key) => key === "database.port",
    local: ({ database }) => String(database.port),
    why: "the database server of this machine",
  },
  {
    // Copies as the brokers have them need no translation: the broker of this machine has one.
    applies: (key, config) =>
      /(^|\.)(replication\.factor|min\.isr|min\.insync\.replicas)$/.test(key) &&
      config[key] !== String(COPIES_OF_BROKERS),
    local: () => "1",
    why: ONE_BROKER,
  },
  {
    applies: (key) => /^(remote\.storage\.enable|local\.retention\.ms)$/.test(key),
    local: () => undefined,
    why: "the broker of this machine has no tiered storage",
  },
  {
    applies: (key, config) => key === "max.interval" && isGenerator(config),
    local: () => "0",
    why: "no pause between two orders",
  },
  {
    applies: (key, config) => key === "iterations" && isGenerator(config),
    local: ({ records }, config) => String(iterationsPerTask(records, config)),
    why: "the orders of this run, which each task counts for itself",
  },
];

/** Keys that a stage leaves to a default which does not hold here. */
const additions: readonly (TranslationRule & { readonly key: string })[] = [
  {
    key: "confluent.topic.replication.factor",
    applies: (_, config) => "confluent.topic.bootstrap.servers" in config,
    local: () => "1",
    why: `${ONE_BROKER}, and the default is 3`,
  },
  {
    key: "aws.s3.endpoint",
    applies: (_, config) => "aws.s3.bucket.name" in config,
    local: ({ s3Endpoint }) => s3Endpoint,
    why: "what stands in for Amazon S3",
  },
  {
    key: "value.converter.endpoint",
    applies: (_, config) => "value.converter.registry.name" in config,
    local: ({ schemasEndpoint }) => schemasEndpoint,
    why: "what stands in for the AWS Glue Schema Registry",
  },
  {
    key: "config.providers.secretsManager.param.endpoint",
    applies: (_, config) => "config.providers.secretsManager.param.region" in config,
    local: ({ secretsEndpoint }) => secretsEndpoint,
    why: "what stands in for AWS Secrets Manager, with passwords of this run",
  },
  {
    key: "config.providers.rdsCertificates.param.file",
    applies: (_, config) => "config.providers.rdsCertificates.class" in config,
    local: ({ database }) => database.authority,
    why: "the authority of this run, which signed the certificate of its database server",
  },
];

/** Makes of a declared stage one that runs on this machine; returns every translation with it. */
export function translate(
  declared: DeclaredStage,
  machine: Machine,
): { readonly stage: DeclaredStage; readonly translations: readonly Translation[] } {
  const translations: Translation[] = [];
  const translated = (where: string, config: Properties): Properties => {
    const found = translationsOf(where, config, machine);
    translations.push(...found);
    return apply(config, found);
  };
  const stage: DeclaredStage = {
    ...declared,
    serverProperties: translated("broker", declared.serverProperties),
    topics: declared.topics.map((topic) => translateTopic(topic, translated)),
    connectors: declared.connectors.map((connector) => ({
      ...connector,
      config: translated(connector.name, connector.config),
      worker: translated(`workers of ${connector.name}`, connector.worker),
    })),
  };
  return { stage, translations };
}

function translateTopic(
  topic: Topic,
  translated: (where: string, config: Properties) => Properties,
): Topic {
  const factor = { "replication.factor": String(topic.replicationFactor) };
  const { "replication.factor": local, ...configs } = translated(`topic ${topic.name}`, {
    ...factor,
    ...topic.configs,
  });
  return { ...topic, replicationFactor: Number(local), configs };
}

function translationsOf(where: string, config: Properties, machine: Machine): Translation[] {
  const replaced = Object.entries(config).flatMap(([key, declared]): Translation[] => {
    const rule = rules.find(({ applies }) => applies(key, config));
    const local = rule?.local(machine, config);
    return rule === undefined || local === declared
      ? []
      : [{ where, key, declared, local, why: rule.why }];
  });
  const added = additions
    .filter(({ key, applies }) => !(key in config) && applies(key, config))
    .map(({ key, local, why }) => ({
      where,
      key,
      declared: undefined,
      local: local(machine, config),
      why,
    }));
  return [...replaced, ...added];
}

function apply(config: Properties, translations: readonly Translation[]): Properties {
  const result: Record<string, string> = { ...config };
  for (const { key, local } of translations) {
    if (local === undefined) Reflect.deleteProperty(result, key);
    else result[key] = local;
  }
  return result;
}

/** Tells whether a connector makes up its records: our generator or Confluent's Datagen. */
export function isGenerator(config: Properties): boolean {
  return "quickstart" in config;
}

/** Records that a generator makes before it ends, all its tasks together. */
export function recordsOf(config: Properties): number {
  return Number(config["iterations"]) * tasksOf(config);
}

/** Rounded up: every task makes the same number. */
function iterationsPerTask(records: number, config: Properties): number {
  return Math.ceil(records / tasksOf(config));
}

function tasksOf(config: Properties): number {
  return Number(config["tasks.max"] ?? 1);
}
