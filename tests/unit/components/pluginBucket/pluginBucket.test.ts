import assert from "node:assert/strict";
import {
  PluginBucket,
  type PluginBucketArgs,
} from "../../../../components/pluginBucket/pluginBucket";
import { confluentDatagen, kafkaClientTools } from "../../../../archives/catalogue";
import { evaluate } from "../../../../plan/evaluate";
import type { CommandRunner, LocalCommand } from "../../../../plan/mocks";
import type { PlannedResource } from "../../../../plan/plan";
import {
  absent,
  all,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  one,
  statements,
} from "../../../helpers/resources";

const BUCKET = "aws:s3/bucket:Bucket";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const PLUGIN = "aws:mskconnect/customPlugin:CustomPlugin";
const sha256 = "0123456789abcdef".repeat(4);

async function bucket(
  args: Partial<PluginBucketArgs> = {},
  runCommand: CommandRunner = () =>
    Promise.resolve(`{"path":".cache/plugins/datagen.zip","sha256":"${sha256}"}\n`),
): Promise<readonly PlannedResource[]> {
  const program = (): void => {
    new PluginBucket("plugins", { tags: { Stage: "dev" }, ...args }).addPlugin(confluentDatagen());
  };
  return (await evaluate(program, { stack: "dev", runCommand })).resources;
}

describe("PluginBucket", () => {
  it("is closed to the public", async () => {
    const type = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    assertInputs(one(await bucket(), type), {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("belongs to its account alone, without access lists", async () => {
    assertInputs(one(await bucket(), "aws:s3/bucketOwnershipControls:BucketOwnershipControls"), {
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("keeps versions, old ones for a month", async () => {
    const resources = await bucket();
    assertInputs(one(resources, "aws:s3/bucketVersioning:BucketVersioning"), {
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    assertInputs(one(resources, lifecycle), {
      rules: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
  });

  it("makes another plugin before the old one goes, also than one that failed", async () => {
    const { inputs, options } = one(await bucket(), PLUGIN);
    // Named by Pulumi, which otherwise deletes first, and with it the connector that runs it.
    assert.equal(inputs["name"], undefined);
    assert.equal(options.deleteBeforeReplace, undefined);
    assert.deepEqual(options.replaceOnChanges, ["#initerror"]);
  });

  it("refuses requests without TLS", async () => {
    const resources = await bucket();
    const arn = String(one(resources, BUCKET).state["arn"]);
    const { inputs } = one(resources, "aws:s3/bucketPolicy:BucketPolicy");
    assert.deepEqual(statements(inputs["policy"]), [
      {
        Sid: "DenyPlaintext",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  for (const [title, args, rule] of [
    [
      "encrypts with Amazon S3's key by default",
      {},
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ],
    [
      "encrypts with a key of one's own when given one",
      { kmsKeyArn: "arn:key" },
      {
        applyServerSideEncryptionByDefault: { kmsMasterKeyId: "arn:key", sseAlgorithm: "aws:kms" },
        bucketKeyEnabled: true,
      },
    ],
  ] as const) {
    it(title, async () => {
      const type =
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
      assertInputs(one(await bucket(args), type), { rules: [rule] });
    });
  }

  it("is emptied on destroy unless it is protected", async () => {
    const open = one(await bucket(), BUCKET);
    assert.equal(open.inputs["forceDestroy"], true);
    assert.equal(open.options.protect, undefined);
    const closed = one(await bucket({ deletionProtection: true }), BUCKET);
    assert.equal(closed.inputs["forceDestroy"], false);
    assert.equal(closed.options.protect, true);
  });

  it("prepares an archive by the deployment's command", async () => {
    const commands: LocalCommand[] = [];
    await bucket({}, (command) => {
      commands.push(command);
      return Promise.resolve(`{"path":"datagen.zip","sha256":"${sha256}"}`);
    });
    assert.deepEqual(
      commands.map(({ command, stdin }) => [command, stdin]),
      [["node --import tsx deploy/pluginArchive.ts", JSON.stringify(confluentDatagen())]],
    );
  });

  it("uploads an archive under its content's hash, once the bucket is safe", async () => {
    const resources = await bucket();
    const object = one(resources, OBJECT);
    assertInputs(object, {
      key: `kafka-connect-datagen/0.5.3-${sha256}.zip`,
      source: { asset: ".cache/plugins/datagen.zip" },
    });
    assertWaitsFor(
      object,
      [
        "PublicAccessBlock",
        "OwnershipControls",
        "ServerSideEncryptionConfiguration",
        "Versioning",
        "Policy",
      ].flatMap((kind) => all(resources, `aws:s3/bucket${kind}:Bucket${kind}`)),
    );
  });

  it("makes the custom plugin of just the version that it uploaded", async () => {
    const resources = await bucket();
    const object = one(resources, OBJECT);
    const plugin = one(resources, PLUGIN);
    assertInputs(plugin, {
      contentType: "ZIP",
      location: {
        s3: {
          bucketArn: one(resources, BUCKET).state["arn"],
          fileKey: object.inputs["key"],
          objectVersion: object.state["versionId"],
        },
      },
    });
    assertWaitsFor(plugin, [object]);
  });

  it("keeps an archive that is no plugin, and says where", async () => {
    const program = (): unknown =>
      new PluginBucket("plugins", { tags: {} }).upload(kafkaClientTools);
    const runCommand: CommandRunner = () =>
      Promise.resolve(`{"path":"a.zip","sha256":"${sha256}"}`);
    const { resources, outputs } = await evaluate(program, { runCommand });
    absent(resources, PLUGIN);
    const { state } = one(resources, BUCKET);
    const key = `kafka-client/0.1.0-${sha256}.zip`;
    assertInputs(one(resources, OBJECT), { key });
    assert.deepEqual(outputs, {
      bucketName: state["bucket"],
      arn: `${String(state["arn"])}/${key}`,
      key,
      versionId: "version-1",
      sha256,
    });
  });

  it("keeps archives in a bucket that is there, which it leaves as it is", async () => {
    const existing = { bucket: "archives", arn: "arn:aws:s3:::archives" };
    const resources = await bucket({ bucket: existing });
    absent(resources, BUCKET);
    absent(resources, "aws:s3/bucketPolicy:BucketPolicy");
    assertInputs(one(resources, OBJECT), { bucket: existing.bucket });
    const { location } = one(resources, PLUGIN).inputs as { location: { s3: unknown } };
    assert.deepEqual(location.s3, {
      bucketArn: existing.arn,
      fileKey: `kafka-connect-datagen/0.5.3-${sha256}.zip`,
      objectVersion: "version-1",
    });
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await bucket(), "plugins");
  });
});
