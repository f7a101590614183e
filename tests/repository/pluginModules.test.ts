import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import {
  bundledArchives,
  debeziumMySql19,
  debeziumMySql27,
  debeziumPostgreSql27,
  kafkaClientTools,
} from "../../archives/catalogue";
import { type Archive } from "../../archives/archive";
import { projectRoot } from "../../support/projectRoot";

const plugins = join(projectRoot, "plugins");

function pom(module: string): Promise<string> {
  return readFile(join(plugins, module, "pom.xml"), "utf8");
}

describe("the modules of plugins/", () => {
  for (const archive of bundledArchives) {
    it(`include ${archive.name} with the catalogue's version`, async () => {
      const module = moduleOf(archive);
      assert.match(await pom("."), new RegExp(`<module>${module}</module>`));
      const own = await pom(module);
      assert.match(own, new RegExp(`<artifactId>${module}</artifactId>`));
      assert.match(own, new RegExp(`<version>${archive.version}</version>\\s*(<rel|</parent>)`));
    });
  }

  for (const module of ["orders-source", "dynamodb-sink", "s3-sink", "debezium"]) {
    it(`add AWS's converter to ${module} where the profile is asked for, and nowhere else`, async () => {
      const [, profile = ""] = /<profiles>(.*)<\/profiles>/s.exec(await pom(module)) ?? [];
      assert.match(profile, /<id>glue<\/id>.*<artifactId>glue-converter<\/artifactId>/s);
      const others = (await pom(module)).replace(profile, "");
      assert.doesNotMatch(others, /glue-converter/);
    });
  }

  for (const archive of [
    debeziumMySql27,
    debeziumMySql19,
    debeziumPostgreSql27,
    kafkaClientTools,
  ]) {
    it(`pin what ${archive.name} fetches by a SHA-256`, async () => {
      assert.match(await pom(moduleOf(archive)), /<[a-z.]+\.sha256>[0-9a-f]{64}<\//);
    });
  }
});

describe("the Kafka client's scripts", () => {
  const bin = join(plugins, "kafka-client/src/bin");
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kafka-client-test-"));
    const java = join(folder, "java");
    await writeFile(java, `#!/bin/sh\nprintf '%s\\n' "$@"\n`);
    await chmod(java, 0o755);
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Arguments that a script gives to java. */
  async function argumentsOf(script: string, ...args: string[]): Promise<string[]> {
    const path = `${folder}:${process.env["PATH"] ?? ""}`;
    return (await execa(script, args, { env: { PATH: path } })).stdout.split("\n");
  }

  it("run the classes of the tools, with their arguments as they are", async () => {
    const ran = new Map<string, string | undefined>();
    for (const script of (await readdir(bin)).filter((name) => name !== "kafka-run-class.sh")) {
      const [main, ...args] = (await argumentsOf(join(bin, script), "--topic", "a b")).slice(-3);
      assert.deepEqual(args, ["--topic", "a b"]);
      ran.set(script, main);
    }
    assert.deepEqual(Object.fromEntries(ran), {
      "dead-letters.sh": "dev.mskpipeline.deadletters.Main",
      "kafka-configs.sh": "kafka.admin.ConfigCommand",
      "kafka-console-consumer.sh": "org.apache.kafka.tools.consumer.ConsoleConsumer",
      "kafka-console-producer.sh": "kafka.tools.ConsoleProducer",
      "kafka-consumer-groups.sh": "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
      "kafka-topics.sh": kafkaClientTools.mainClass,
    });
  });

  it("find their libraries from any folder and through a link", async () => {
    const link = join(folder, "topics");
    await symlink(join(bin, "kafka-topics.sh"), link);
    const args = await argumentsOf(link);
    const home = join(bin, "..");
    assert.equal(args[args.indexOf("-cp") + 1], `${home}/config:${home}/libs/*`);
  });
});

function moduleOf({ source }: Archive): string {
  assert.equal(source.kind, "build");
  return source.module;
}
