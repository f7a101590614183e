import { iamClient } from "../../connectors/connector";
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
}

/** Kafka's tools: its scripts are in `bin`. */
const TOOLS = "/opt/kafka-client";

/** Properties by which the tools authenticate: `--command-config`, `--consumer.config` and so on. */
const CLIENT_CONFIG = "/etc/kafka/client-config.properties";

/**
 * Amazon's Linux has no package of MySQL's own client; MariaDB's is `mysql` there.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-install-cli.html
 */
const PACKAGES = ["java-17-amazon-corretto-headless", "mariadb105", "jq", "unzip"];

/**
 * Script that the client instance runs at its first start. Amazon Linux's packages and the tools
 * both come from S3, so it needs no way to the internet but S3's gateway endpoint. It stops at the
 * first failure; /var/lib/kafka-client-ready says that it came to its end.
 *
 * @see https://awstut.com/en/2021/12/11/run-yum-on-a-private-subnet-instance/
 */
export function userData({ region, tools, bootstrapServers }: UserDataArgs): string {
  const profile = [
    `export PATH="$PATH:${TOOLS}/bin"`,
    `export BOOTSTRAP_SERVERS=${quoted(bootstrapServers)}`,
    `export CLIENT_CONFIG=${CLIENT_CONFIG}`,
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

retry dnf install -y ${PACKAGES.join(" ")}

work=$(mktemp -d)
retry aws s3api get-object --region ${quoted(region)} --bucket ${quoted(tools.bucketName)} \\
  --key ${quoted(tools.key)} --version-id ${quoted(tools.versionId)} "$work/tools.zip"
echo ${quoted(tools.sha256)} "$work/tools.zip" | sha256sum --check
unzip -q "$work/tools.zip" -d "$work/unpacked"
mv "$work"/unpacked/* ${TOOLS}
rm -r "$work"

mkdir -p /etc/kafka
printf %s ${quoted(propertiesFile(iamClient("")))} > ${CLIENT_CONFIG}
printf %s ${quoted(profile)} > /etc/profile.d/kafka.sh

touch /var/lib/kafka-client-ready
`;
}
