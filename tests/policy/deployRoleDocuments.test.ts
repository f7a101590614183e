import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";
import {
  deployPolicies,
  operatePolicy,
  boundaryPolicy,
  previewPolicies,
} from "../../bootstrap/policies";
import { accessName, type Stage } from "../../bootstrap/stage";
import { policyDocument, type Statement } from "../../bootstrap/statement";
import { actionsOf, requests, type Row } from "./iam/decisions";
import type { Here } from "./deployRole/here";
import { decisions, deployment, granted, roleOf, type Kind } from "./deployRole/roles";

/** IAM's limits: characters of a managed policy without white space, policies attached to a role. */
const MOST_CHARACTERS = 6_144;
const MOST_POLICIES = 10;

/** Long names, so that documents are about as large as they get. */
const longNamed: Stage = {
  partition: "aws-us-gov",
  region: "ap-southeast-1",
  account: "123456789012",
  project: "msk-pipeline",
  stage: "preproduction-two",
  tableNames: "payments_kafka_",
  stateBucket: "acme-pulumi-state-of-the-whole-company",
  stateKeyArn: "arn:aws:kms:ap-southeast-1:123456789012:key/99999999-9999-9999-9999-999999999999",
};

describe("documents of the roles", () => {
  const roles = {
    boundary: { boundary: boundaryPolicy(longNamed) },
    deploy: deployPolicies(longNamed),
    operate: { operate: operatePolicy(longNamed) },
    preview: previewPolicies(longNamed),
  };
  for (const [role, policies] of Object.entries(roles)) {
    it(`${role}: fit into what IAM takes`, () => {
      const parts = Object.entries<readonly Statement[]>(policies);
      assert.ok(parts.length <= MOST_POLICIES, `${parts.length} policies`);
      for (const [name, statements] of parts) {
        const { length } = policyDocument(statements);
        assert.ok(length <= MOST_CHARACTERS, `${name} has ${length} characters`);
      }
    });

    it(`${role}: name each statement once, in letters and digits`, () => {
      const sids = Object.values<readonly Statement[]>(policies)
        .flat()
        .map(({ Sid }) => Sid);
      assert.deepEqual(
        sids.filter((sid, index) => sids.indexOf(sid) !== index),
        [],
      );
      assert.deepEqual(
        sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid)),
        [],
      );
    });
  }

  it("leave out the state of a team that uses Pulumi Cloud", () => {
    const cloud = { ...longNamed, stateBucket: undefined, stateKeyArn: undefined };
    assert.ok(!("state" in deployPolicies(cloud)) && !("state" in previewPolicies(cloud)));
  });
});

describe("what operators and the deployment's roles may not do", () => {
  const iam = actionsOf("iam");
  const foreign: Readonly<Record<"boundary" | "operate", (here: Here) => Row[]>> = {
    boundary: (here) => [
      [actionsOf("kafka-cluster")("AlterTopic", "DeleteTopic"), here.every("aws:msk/topic:Topic")],
      [["kafka-cluster:Connect"], here.arn("kafka", "cluster/another/0a1b")],
      [actionsOf("dynamodb")("DeleteTable", "Scan"), here.every("aws:dynamodb/table:Table")],
      [["dynamodb:BatchWriteItem"], here.arn("dynamodb", "table/another")],
      [
        ["secretsmanager:GetSecretValue"],
        here.arn("secretsmanager", "secret:rds!cluster-0-AbCdEf"),
      ],
      [["s3:DeleteObject"], here.buckets().map((arn) => `${arn}/a.zip`)],
      [["s3:PutObject"], here.buckets("plugins").map((arn) => `${arn}/a.zip`)],
      [["s3:GetObjectVersion"], "arn:aws:s3:::another-bucket/object"],
      [["ec2:TerminateInstances"], here.every("aws:ec2/instance:Instance")],
      [
        ["logs:FilterLogEvents"],
        here.every("aws:cloudwatch/logGroup:LogGroup").map((arn) => `${arn}:`),
      ],
    ],
    operate: (here) => [
      [
        actionsOf("kafka-cluster")("ReadData", "WriteData", "DeleteTopic"),
        here.every("aws:msk/topic:Topic"),
      ],
      [actionsOf("dynamodb")("PutItem", "DeleteTable"), here.every("aws:dynamodb/table:Table")],
      [actionsOf("ssm")("SendCommand", "StartSession"), here.ec2("instance")],
      [["ssm:SendCommand"], here.arn("ssm", "document/AWS-RunPatchBaseline")],
      [
        ["ssm:TerminateSession"],
        here.arn("ssm", "session/AROAEXAMPLE:berta-0a1b2c3d4e5f"),
        { "aws:userid": "AROAEXAMPLE:anna" },
      ],
      [["kafkaconnect:DeleteConnector"], here.every("aws:mskconnect/connector:Connector")],
      [["secretsmanager:GetSecretValue"], here.every("aws:secretsmanager/secret:Secret")],
    ],
  };
  it("deploy: give the brokers public addresses", async () => {
    const deployed = await deployment("prod");
    const rows: Row[] = [
      [
        ["kafka:UpdateConnectivity"],
        deployed.here.every("aws:msk/cluster:Cluster"),
        { "kafka:publicAccessEnabled": "true" },
      ],
    ];
    const decided = await decisions(deployed, roleOf("deploy", deployed), requests(rows));
    assert.deepEqual(
      decided.map(([, { allowed }]) => allowed),
      [false],
    );
  });

  for (const kind of ["boundary", "operate"] as const) {
    it(`${kind}: change the stage, take on rights, reach what is another's`, async () => {
      const deployed = await deployment("prod");
      const { here } = deployed;
      const roles = [...here.every("aws:iam/role:Role"), here.iam("role/Administrator")];
      const rows: Row[] = [
        [
          iam("AttachRolePolicy", "DeleteRolePermissionsBoundary", "PassRole", "PutRolePolicy"),
          roles,
        ],
        [iam("CreateAccessKey", "CreateUser"), here.iam("user/somebody")],
        [["sts:AssumeRole"], roles],
        ...foreign[kind](here),
      ];
      assert.deepEqual(
        granted(await decisions(deployed, roleOf(kind, deployed), requests(rows))),
        [],
      );
    });
  }
});

describe("names of what Pulumi names", () => {
  it("begin with project and stage, as the rights have it", () => {
    const file = z.object({ config: z.record(z.string(), z.unknown()) });
    const { config } = file.parse(parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8")));
    assert.deepEqual(config["pulumi:autonaming"], {
      value: { pattern: "${project}-${stack}-${name}-${hex(7)}" },
    });
  });

  it("are no longer than AWS takes", async () => {
    const { here } = await deployment("staging");
    const names = [
      "aws:iam/role:Role",
      "aws:s3/bucket:Bucket",
      "aws:iam/instanceProfile:InstanceProfile",
    ]
      .flatMap((type) => here.every(type))
      .map((arn) => arn.replace(/^.*[:/]/, ""));
    assert.deepEqual(
      names.filter((name) => name.length > 63),
      [],
    );
  });
});

describe("names of the roles", () => {
  it("are none that a deploy role may change", () => {
    const kinds: readonly Kind[] = ["boundary", "deploy", "operate", "preview"];
    for (const kind of kinds) {
      assert.ok(!accessName(kind, longNamed).startsWith("msk-pipeline-"));
      assert.ok(`${accessName(kind, longNamed)}-read-data`.length <= 64);
    }
  });
});
