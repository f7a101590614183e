import assert from "node:assert/strict";
import { iam, kms, msk, s3, ec2 } from "@pulumi/aws";
import { evaluate } from "../../../plan/evaluate";
import { UserError } from "../../../support/userError";

describe("What another team's program looks up", () => {
  it("is made up in AWS's own form, by the name that it is asked with", async () => {
    const { outputs } = await evaluate(() => {
      const cluster = msk.getClusterOutput({ clusterName: "shared" });
      return {
        cluster: cluster.arn,
        brokers: cluster.bootstrapBrokersSaslIam,
        bucket: s3.getBucketOutput({ bucket: "archives" }),
        key: kms.getAliasOutput({ name: "alias/data" }).targetKeyArn,
        vpc: ec2.getVpcOutput({ tags: { Name: "main" } }).id,
        other: ec2.getVpcOutput({ tags: { Name: "other" } }).id,
      };
    });
    assert.match(
      String(outputs["cluster"]),
      /^arn:aws:kafka:us-east-1:\d{12}:cluster\/shared\/.+$/,
    );
    assert.match(
      String(outputs["brokers"]),
      /^b-1\.shared\.\w+\.c2\.kafka\.us-east-1\.amazonaws\.com:9098,/,
    );
    assert.deepEqual(outputs["bucket"], {
      id: "archives",
      arn: "arn:aws:s3:::archives",
      bucket: "archives",
    });
    assert.match(String(outputs["key"]), /^arn:aws:kms:us-east-1:\d{12}:key\/[\w-]{36}$/);
    assert.match(String(outputs["vpc"]), /^vpc-[0-9a-f]{17}$/);
    assert.notEqual(outputs["vpc"], outputs["other"]);
  });

  it("is the same in every plan", async () => {
    const looked = () => ({ arn: msk.getClusterOutput({ clusterName: "shared" }).arn });
    assert.deepEqual((await evaluate(looked)).outputs, (await evaluate(looked)).outputs);
  });

  it("is refused by a function that nobody can answer, with those that are known", async () => {
    await assert.rejects(
      evaluate(() => ({ policy: iam.getPolicyDocumentOutput({}) })),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.match(
          error.message,
          /function aws:iam\/getPolicyDocument:getPolicyDocument, .*known are getCluster, /,
        );
        return true;
      },
    );
  });
});
