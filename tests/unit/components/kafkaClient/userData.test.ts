import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { userData, type UserDataArgs } from "../../../../components/kafkaClient/userData";

const ARCHIVE = "the archive";
const sha256 = createHash("sha256").update(ARCHIVE).digest("hex");

const args: UserDataArgs = {
  region: "us-east-1",
  tools: {
    bucketName: "plugins",
    key: "kafka-client/0.1.0-abc.zip",
    versionId: "version-1",
    sha256,
  },
  bootstrapServers: "b-1.orders:9098,b-2.orders:9098",
};

/** Commands of the instance, which write down how they are called; the packages are locked twice. */
const COMMANDS = {
  dnf: `[ "$(grep -c ^dnf "$LOG")" -ge 3 ]`,
  aws: `for target; do true; done; printf '${ARCHIVE}' > "$target"`,
  unzip: `mkdir -p "$4/kafka-client-0.1.0/bin" && touch "$4/kafka-client-0.1.0/bin/kafka-topics.sh"`,
  sleep: "true",
};

/** Bash takes a socket, which Node gives it otherwise, for a remote login, and reads ~/.bashrc. */
const withoutInput = execa({ stdin: "ignore" });

const HOST = "sales.cluster-1.us-east-1.rds.amazonaws.com";

describe("userData of the Kafka client", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "user-data-"));
    await mkdir(join(root, "commands"));
    for (const folder of ["opt", "etc/profile.d", "etc/my.cnf.d", "usr/local/bin", "var/lib"]) {
      await mkdir(join(root, folder), { recursive: true });
    }
    for (const [name, body] of Object.entries(COMMANDS)) {
      const path = join(root, "commands", name);
      await writeFile(path, `#!/bin/bash\necho "${name} $*" >> "$LOG"\n${body}\n`);
      await chmod(path, 0o755);
    }
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const inRoot = (path: string): string => join(root, path);
  const called = async (): Promise<string[]> =>
    (await readFile(inRoot("log"), "utf8")).trimEnd().split("\n");

  /** Runs the script with its folders in `root`; resolves to its exit code. */
  async function run(script: string): Promise<number | undefined> {
    const moved = script.replaceAll(/(?<=[\s"=:])\/(?=(opt|etc|usr|var)\/)/g, `${root}/`);
    const { exitCode } = await withoutInput("bash", ["-c", moved], {
      reject: false,
      env: {
        PATH: `${inRoot("commands")}:${process.env["PATH"] ?? ""}`,
        LOG: inRoot("log"),
        TMPDIR: root,
      },
    });
    return exitCode;
  }

  it("installs the packages, however long they are locked, and then the tools", async () => {
    assert.equal(await run(userData(args)), 0);
    const install = "dnf install -y java-17-amazon-corretto-headless mariadb105 jq unzip";
    const calls = (await called()).filter((call) => !call.startsWith("sleep"));
    assert.deepEqual(calls.slice(0, 3), [install, install, install]);
    assert.match(
      calls[3] ?? "",
      /^aws s3api get-object --region us-east-1 --bucket plugins --key kafka-client\/0\.1\.0-abc\.zip --version-id version-1 /,
    );
    assert.ok(existsSync(inRoot("opt/kafka-client/bin/kafka-topics.sh")));
    assert.ok(existsSync(inRoot("var/lib/kafka-client-ready")));
  });

  it("unpacks nothing of an archive with another checksum, and is not ready then", async () => {
    const other = { ...args, tools: { ...args.tools, sha256: "0".repeat(64) } };
    assert.notEqual(await run(userData(other)), 0);
    assert.ok(!(await called()).some((call) => call.startsWith("unzip")));
    assert.ok(!existsSync(inRoot("opt/kafka-client")));
    assert.ok(!existsSync(inRoot("var/lib/kafka-client-ready")));
  });

  it("has the tools authenticate by IAM", async () => {
    await run(userData(args));
    assert.equal(
      await readFile(inRoot("etc/kafka/client-config.properties"), "utf8"),
      [
        "sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler",
        "sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
        "sasl.mechanism=AWS_MSK_IAM",
        "security.protocol=SASL_SSL",
        "",
      ].join("\n"),
    );
  });

  it("gives a session the brokers and the properties", async () => {
    await run(userData(args));
    const { stdout } = await withoutInput("bash", [
      "-c",
      `. ${inRoot("etc/profile.d/kafka.sh")}; echo "$BOOTSTRAP_SERVERS $CLIENT_CONFIG"`,
    ]);
    assert.equal(
      stdout,
      `${args.bootstrapServers} ${inRoot("etc/kafka/client-config.properties")}`,
    );
  });

  it("has the tools where a shell without a profile finds them, as Session Manager's own", async () => {
    await run(userData(args));
    const linked = await realpath(inRoot("usr/local/bin/kafka-topics.sh"));
    assert.equal(linked, await realpath(inRoot("opt/kafka-client/bin/kafka-topics.sh")));
  });

  it("has mysql speak TLS with the database and nobody else", async () => {
    const database = { engine: "aurora-mysql", host: HOST, user: "admin" } as const;
    await run(userData({ ...args, database }));
    assert.deepEqual((await readFile(inRoot("etc/my.cnf.d/database.cnf"), "utf8")).split("\n"), [
      "[client]",
      `ssl-ca=${inRoot("opt/kafka-client/config/rds-ca.pem")}`,
      "ssl-verify-server-cert",
      `host=${database.host}`,
      `user=${database.user}`,
      "",
    ]);
  });

  it("has psql speak TLS with the database and nobody else, in a login shell", async () => {
    const database = { engine: "aurora-postgresql", host: HOST, user: "postgres" } as const;
    await run(userData({ ...args, database }));
    const { stdout } = await withoutInput("bash", [
      "-c",
      `. ${inRoot("etc/profile.d/kafka.sh")}; env | grep ^PG | sort`,
    ]);
    assert.deepEqual(stdout.split("\n"), [
      `PGHOST=${HOST}`,
      "PGSSLMODE=verify-full",
      `PGSSLROOTCERT=${inRoot("opt/kafka-client/config/rds-ca.pem")}`,
      "PGUSER=postgres",
    ]);
  });

  it("takes every value as text, whatever the shell would make of it", async () => {
    const nasty = `a'b"c $(touch ${root}/harm) \`touch ${root}/harm\`; touch ${root}/harm #\nEOF\n`;
    const script = userData({
      ...args,
      tools: { ...args.tools, key: nasty },
      bootstrapServers: nasty,
    });
    assert.equal(await run(script), 0);
    const { stdout } = await withoutInput("bash", [
      "-c",
      `. ${inRoot("etc/profile.d/kafka.sh")}; printf %s "$BOOTSTRAP_SERVERS"`,
    ]);
    assert.equal(`${stdout}\n`, nasty);
    assert.ok((await readFile(inRoot("log"), "utf8")).includes(`--key ${nasty} --version-id`));
    assert.ok(!existsSync(inRoot("harm")));
  });

  it("is a script that bash can read, small enough for EC2", async () => {
    const script = userData(args);
    assert.match(script, /^#!\/bin\/bash\nset -euo pipefail\n/);
    await execa("bash", ["-n"], { input: script });
    // EC2 takes 16 KB.
    assert.ok(Buffer.byteLength(script) < 16 * 1024);
  });
});
