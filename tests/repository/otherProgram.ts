import { createRequire } from "node:module";
import { plannedArchive } from "../../archives/prepare";
import { evaluate, type Evaluation } from "../../plan/evaluate";

/** What the program of another team registers, beside what is there already. */
export interface OtherProgram extends Pick<Evaluation, "resources"> {
  /** Commands that it runs at every preview. */
  readonly commands: readonly string[];
}

export const existing = {
  cluster: "arn:aws:kafka:us-east-1:123456789012:cluster/shared/uuid-1",
  key: "arn:aws:kms:us-east-1:123456789012:key/shared",
} as const;

const load = createRequire(__filename);

/** Evaluates the example's program, compiled, with what its stack names. */
export async function otherProgram(entry: string): Promise<OtherProgram> {
  const commands: string[] = [];
  const { resources } = await evaluate(() => load(entry) as unknown, {
    project: "releases",
    stack: "prod",
    config: {
      "aws:region": "us-east-1",
      "releases:clusterName": "shared",
      "releases:brokerSecurityGroupId": "sg-brokers",
      "releases:vpcId": "vpc-1",
      "releases:subnetIds": `["subnet-1","subnet-2"]`,
      "releases:kmsKeyArn": existing.key,
      "releases:pluginBucket": "archives",
    },
    lookUps: {
      "aws:msk/getCluster:getCluster": {
        arn: existing.cluster,
        bootstrapBrokersSaslIam: "b-1:9098,b-2:9098",
      },
      "aws:s3/getBucket:getBucket": { arn: "arn:aws:s3:::archives", bucket: "archives" },
    },
    runCommand: ({ command, stdin = "" }) => {
      commands.push(command);
      return Promise.resolve(plannedArchive(stdin));
    },
  });
  return { resources, commands };
}
