// Not license-checker: it reads npm's packages alone, of which the lock file says as much.

/** Licences that packages of npm name in a file only, or that we take of the two that they offer. */
export const statedInFiles: Readonly<
  Record<string, { readonly licence: string; readonly says: string }>
> = {
  "@logdna/tail-file": { licence: "MIT", says: "The MIT License" },
  "node-forge": { licence: "BSD-3-Clause", says: "New BSD License (3-clause)" },
};

/** Licences of what the modules of plugins/ name, by Maven's group. */
export const licenceOfGroup: Readonly<Record<string, string>> = {
  "com.fasterxml.jackson.core": "Apache-2.0",
  "com.google.guava": "Apache-2.0",
  "io.debezium": "Apache-2.0",
  "org.apache.avro": "Apache-2.0",
  "org.apache.commons": "Apache-2.0",
  "org.apache.kafka": "Apache-2.0",
  "org.slf4j": "MIT",
  "software.amazon.awssdk": "Apache-2.0",
  "software.amazon.glue": "Apache-2.0",
  "software.amazon.msk": "Apache-2.0",
};

/** What these bring along into an archive. */
export const broughtAlong: readonly {
  readonly what: string;
  /** Maven's groups. */
  readonly groups: readonly string[];
  readonly licence: string;
  readonly archives: string;
}[] = [
  {
    what: "The other modules of the AWS SDK for Java, and its event stream",
    groups: ["software.amazon.awssdk", "software.amazon.eventstream"],
    licence: "Apache-2.0",
    archives: "dynamodb-sink, s3-sink, Debezium, glue-converter",
  },
  {
    what: "Reactive Streams",
    groups: ["org.reactivestreams"],
    licence: "MIT-0",
    archives: "dynamodb-sink, s3-sink, Debezium, glue-converter",
  },
  {
    what: "MySQL Connector/J",
    groups: ["com.mysql", "mysql"],
    licence: "GPL-2.0 with the Universal FOSS Exception 1.0",
    archives: "Debezium",
  },
  {
    what: "MySQL binlog client",
    groups: ["com.zendesk"],
    licence: "Apache-2.0",
    archives: "Debezium",
  },
  {
    what: "PostgreSQL's driver",
    groups: ["org.postgresql"],
    licence: "BSD-2-Clause",
    archives: "Debezium for PostgreSQL",
  },
  {
    what: "Protocol Buffers",
    groups: ["com.google.protobuf"],
    licence: "BSD-3-Clause",
    archives: "Debezium for PostgreSQL",
  },
  { what: "ANTLR's runtime", groups: ["org.antlr"], licence: "BSD-3-Clause", archives: "Debezium" },
  {
    what: "Guava",
    groups: ["com.google.guava"],
    licence: "Apache-2.0",
    archives: "Debezium 1.9, glue-converter",
  },
  {
    what: "Annotations of Guava's: Error Prone, J2ObjC, JSpecify",
    groups: ["com.google.errorprone", "com.google.j2objc", "org.jspecify"],
    licence: "Apache-2.0",
    archives: "glue-converter",
  },
  {
    what: "Commons Compress, IO and Codec, of Avro's",
    groups: ["org.apache.commons", "commons-io", "commons-codec"],
    licence: "Apache-2.0",
    archives: "glue-converter",
  },
  {
    what: "zstd-jni",
    groups: ["com.github.luben"],
    licence: "BSD-2-Clause",
    archives: "Debezium, Kafka's tools",
  },
  {
    what: "The other modules of Kafka",
    groups: ["org.apache.kafka"],
    licence: "Apache-2.0",
    archives: "Kafka's tools",
  },
  {
    what: "Jackson",
    groups: [
      "com.fasterxml.jackson.core",
      "com.fasterxml.jackson.dataformat",
      "com.fasterxml.jackson.datatype",
    ],
    licence: "Apache-2.0",
    archives: "Kafka's tools, glue-converter",
  },
  {
    what: "Scala's library and its logging",
    groups: ["org.scala-lang", "com.typesafe.scala-logging"],
    licence: "Apache-2.0",
    archives: "Kafka's tools",
  },
  {
    what: "Commons Validator, lz4-java, snappy-java",
    groups: ["commons-validator", "at.yawk.lz4", "org.xerial.snappy"],
    licence: "Apache-2.0",
    archives: "Kafka's tools",
  },
  {
    what: "JOpt Simple, SLF4J",
    groups: ["net.sf.jopt-simple", "org.slf4j"],
    licence: "MIT",
    archives: "Kafka's tools",
  },
];

/** What the local run has Maven download, by Maven's group. */
export const downloadedForLocalRuns: Readonly<Record<string, readonly [string, string]>> = {
  "org.apache.kafka": ["Kafka's broker and Connect worker", "Apache-2.0"],
  "org.slf4j": ["SLF4J for reload4j", "MIT"],
  "org.apache.logging.log4j": ["SLF4J for Log4j 2", "Apache-2.0"],
  "com.amazonaws": ["DynamoDB Local", "DynamoDB Local License Agreement"],
  "org.gaul": ["S3Proxy, a server of S3's API", "Apache-2.0"],
  "com.fasterxml.jackson.core": ["Jackson's annotations, for S3Proxy", "Apache-2.0"],
  "io.airlift": [
    "MySQL's server in a jar, where the machine has none",
    "Apache-2.0; MySQL GPL-2.0",
  ],
};
