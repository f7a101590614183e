import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import { madeSecrets, secretsIn, secretsInSource, secretsInText } from "./secretPatterns";
import { plan } from "../helpers/stagePlans";

// Put together here, so that the scan of the sources finds none in this file.
const accessKey = "AKIA" + "Q3EGRZT7XK5LMNPA";
const secretKey = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCY3q8Tz1v0aB";
const privateKey = "-----BEGIN RSA " + "PRIVATE KEY-----";
const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "SflKxwRJSMeKKF2QT4fwpM"].join(
  ".",
);
const password = ["correct", "horse"].join("-");

describe("the scanner for secrets finds", () => {
  const planted: Readonly<Record<string, unknown>> = {
    "an access key id": { userData: `export KEY_ID ${accessKey}` },
    "a temporary access key id": { note: accessKey.replace("AKIA", "ASIA") },
    "a secret access key": { userData: `aws configure set x ${secretKey} y` },
    "a private key": { file: `${privateKey}\nMIIE` },
    "a JSON web token": { header: jwt },
    "a bearer token": { header: `Authorization: Bearer ${secretKey.slice(0, 24)}` },
    "a password by its key": { connectorConfiguration: { "database.password": password } },
    "a password in JSON": { stdin: JSON.stringify({ deep: [{ masterPassword: password }] }) },
    "a password in properties": { propertiesFileContent: `a=b\nssl.key.password=${password}\n` },
    "a password in a login module": { jaas: `Login required username="u" password="${password}";` },
    "a password in an address": { url: `jdbc:mysql://root:${password}@database/sales` },
    "a password that only begins with a reference": { password: "${env:x}" + password },
    "a generated secret by its key": { clientSecret: "f3b1c0d29a7e48f6b5a1" },
    "a generated token by its key": { api_key: "sk_live_4eC39HqLyjWDarjtT1zdp7dc" },
  };

  for (const [what, value] of Object.entries(planted)) {
    it(what, () => {
      assert.equal(secretsIn(value).length, 1, secretsIn(value).join("; "));
    });
  }

  it("says where, and not what", () => {
    const found = secretsIn({ inputs: { password, list: [accessKey] } });
    assert.deepEqual(found, [
      "inputs/password: secret by its name",
      "inputs/list/0: AWS access key id",
    ]);
  });
});

describe("the scanner for secrets passes over", () => {
  const harmless: Readonly<Record<string, unknown>> = {
    "a reference": { "database.password": "${secretsManager:msk-pipeline-dev-debezium:password}" },
    "a reference in properties": { text: "database.password=${secretsManager:orders:password}" },
    "a hidden secret": { password: "[secret]" },
    "the fingerprint of a secret": { stdin: `{"database.password":"0123456789abcdef"}` },
    "a secret's ARN": {
      secretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-debezium-AbCdEf",
    },
    "a secret's name": { secretName: "msk-pipeline-staging-debezium" },
    "a key's ARN": {
      masterUserSecretKmsKeyId:
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    },
    "a setting about tokens": { httpTokens: "required" },
    "a provider's class": {
      "config.providers.secretsManager.class":
        "dev.mskpipeline.connect.secrets.SecretsManagerConfigProvider",
    },
    "a checksum": { sha256: "834d04f5339bf0a6e3ba20e89c2e8ad2a205bc9a2b73a357b0a70691d1c2b458" },
    "a commit": { uses: "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683" },
    "an address with a port": { url: "https://dynamodb.us-east-1.amazonaws.com:443/a@b" },
  };

  for (const [what, value] of Object.entries(harmless)) {
    it(what, () => {
      assert.deepEqual(secretsIn(value), []);
    });
  }
});

describe("the scanner of sources", () => {
  it("finds a password that is written down", () => {
    assert.deepEqual(secretsInSource(`const config = { password: "${password}" };`), [
      "secret in password",
    ]);
  });

  it("passes over values from elsewhere and names of keys", () => {
    const code = `const password = read(); const PASSWORD = "proxy.password"; const { token } = x;`;
    assert.deepEqual(secretsInSource(code), []);
  });
});

describe("no secret stands in the clear", () => {
  const everything = ["pipeline=all", "kafkaClient=true"];
  const sha256 = "0".repeat(64);
  const confluent = [
    "plugins=confluent",
    `confluentDatagenSha256=${sha256}`,
    "confluentSinkVersion=1.5.3",
    `confluentSinkSha256=${sha256}`,
  ];

  for (const stage of ["dev", "staging", "prod"]) {
    for (const vendor of [[], confluent]) {
      it(`in the plan of ${stage} with ${vendor[0] ?? "plugins=bundled"}`, async () => {
        const { resources, outputs } = await plan(stage, ...everything, ...vendor);
        for (const { urn, ...resource } of resources) {
          assert.deepEqual(secretsIn(resource), [], urn);
        }
        assert.deepEqual(secretsIn(outputs), []);
      });
    }
  }

  it("in the repository", async () => {
    const { stdout } = await execa(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      { cwd: projectRoot },
    );
    const files = stdout
      .split("\0")
      .filter((file) => file !== "" && existsSync(join(projectRoot, file)));
    const found = files.flatMap((file) => {
      const text = readFileSync(join(projectRoot, file), "utf8");
      return scannerOf(file)(text).map((kind) => `${file}: ${kind}`);
    });
    assert.ok(files.length > 0);
    assert.deepEqual(found, []);
  });
});

/** Tests make up passwords of their own. */
function scannerOf(file: string): (text: string) => string[] {
  if (/^tests\/|\/src\/test\//.test(file)) return madeSecrets;
  return /\.(ts|mjs|java)$/.test(file) ? secretsInSource : secretsInText;
}
