import { iamClient } from "../../connectors/connector";
import type { AuroraEngine } from "../../support/awsLimits";
import { propertiesFile } from "../../support/properties";
import { quoted } from "../../support/shell";

export interface UserDataArgs {
  readonly region: string;
  /** Archive of the Kafka tools: one version of an object in S3. */
  readonly tools: {
    readonly bucketName: string;
    readonly key: string;
    readonly versionId: string;
    /** SHA-256 in lower-case hexadecimal; another archive is refused. */
    readonly sha256: string;
  };
  readonly bootstrapServers: string;
  /**
   * Where `mysql` or `psql` connects to, and as whom.
   * @default - to nothing of its own accord; there is `mysql`
   */
  readonly database?: ClientDatabase | undefined;
}

export interface ClientDatabase {
  readonly engine: AuroraEngine;
  readonly host: string;
  readonly user: string;
}

/** Kafka's tools: its scripts are in `bin`. */
const TOOLS = "/opt/kafka-client";

/** Certificates of Amazon RDS's authorities, in the same archive. */
const CERTIFICATES = `${TOOLS}/config/rds-ca.pem`;

/** Where a shell of any kind finds the tools: Session Manager's reads no profile. */
const LINKS = "/usr/local/bin";

/**
 * Properties by which the tools authenticate: `--command-config`, `--consumer.config` and so on.
 */
const CLIENT_CONFIG = "/etc/kafka/client-config.properties";

/**
 * Amazon's Linux has no package of MySQL's own client; MariaDB's is `mysql` there.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-install-cli.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_GettingStartedAurora.CreatingConnecting.AuroraPostgreSQL.html
 */
const DATABASE_PACKAGES = { "aurora-mysql": "mariadb105", "aurora-postgresql": "postgresql15" };

/**
 * Returns the script that the client instance runs at its first start. Amazon Linux's packages and
 * the tools both come from S3, so it needs no way to the internet but S3's gateway endpoint. It
 * stops at the first failure; /var/lib/kafka-client-ready says that it came to its end.
 *
 * @see https://awstut.com/en/2021/12/11/run-yum-on-a-private-subnet-instance/
 */
export function userData({ region, tools, bootstrapServers, database }: UserDataArgs): string {
  const engine = database?.engine ?? "aurora-mysql";
  const packages = ["java-17-amazon-corretto-headless", DATABASE_PACKAGES[engine], "jq", "unzip"];
  const profile = [
    `export BOOTSTRAP_SERVERS=${quoted(bootstrapServers)}`,
    `export CLIENT_CONFIG=${CLIENT_CONFIG}`,
    ...(engine === "aurora-postgresql" ? postgreSqlVariables(database) : []),
    "",
  ].join("\n");
  return `#!/bin/bash
set -euo pipefail

# At the first start Systems Manager may hold the lock of the packages for a while,
# and a new role may not be known everywhere yet.
retry() {
  for _ in {1..20}; do
    "$@" && return
    sleep 15
  done
  return 1
}

retry dnf install -y ${packages.join(" ")}

work=$(mktemp -d)
retry aws s3api get-object --region ${quoted(region)} --bucket ${quoted(tools.bucketName)} \\
  --key ${quoted(tools.key)} --version-id ${quoted(tools.versionId)} "$work/tools.zip"
echo ${quoted(tools.sha256)} "$work/tools.zip" | sha256sum --check
unzip -q "$work/tools.zip" -d "$work/unpacked"
mv "$work"/unpacked/* ${TOOLS}
rm -r "$work"
ln -s ${TOOLS}/bin/*.sh ${LINKS}

mkdir -p /etc/kafka
printf %s ${quoted(propertiesFile(iamClient("")))} > ${CLIENT_CONFIG}
printf %s ${quoted(profile)} > /etc/profile.d/kafka.sh
${engine === "aurora-mysql" ? mysqlOptionsFile(database) : ""}
touch /var/lib/kafka-client-ready
`;
}

/**
 * Returns the option file of `mysql`, which is MariaDB's: it speaks TLS only when it is told to,
 * and the database asks for it. It verifies that the server is the one of that name.
 *
 * @see https://mariadb.com/kb/en/securing-connections-for-client-and-server/
 */
function mysqlOptionsFile(database: UserDataArgs["database"]): string {
  const { host, user } = database ?? {};
  const options = [
    "[client]",
    `ssl-ca=${CERTIFICATES}`,
    "ssl-verify-server-cert",
    ...(host === undefined ? [] : [`host=${host}`]),
    ...(user === undefined ? [] : [`user=${user}`]),
    "",
  ].join("\n");
  return `printf %s ${quoted(options)} > /etc/my.cnf.d/database.cnf\n`;
}

/**
 * Returns what a login shell tells `psql`, which verifies that the server is the one of that name.
 *
 * @see https://www.postgresql.org/docs/16/libpq-envars.html
 */
function postgreSqlVariables(database: UserDataArgs["database"]): string[] {
  const { host, user } = database ?? {};
  return [
    "export PGSSLMODE=verify-full",
    `export PGSSLROOTCERT=${CERTIFICATES}`,
    ...(host === undefined ? [] : [`export PGHOST=${quoted(host)}`]),
    ...(user === undefined ? [] : [`export PGUSER=${quoted(user)}`]),
  ];
}
