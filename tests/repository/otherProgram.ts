import { createRequire } from "node:module";
import { plannedArchive } from "../../archives/prepare";
import { evaluate, type Evaluation } from "../../plan/evaluate";

/** What the program of another team registers. */
export interface OtherProgram extends Pick<Evaluation, "resources"> {
  /** Commands that it runs at every preview. */
  readonly commands: readonly string[];
}

export const KEY = "arn:aws:kms:us-east-1:123456789012:key/shared";

const load = createRequire(__filename);

/** Evaluates a new project's program with what its stack names. */
export async function otherProgram(entry: string): Promise<OtherProgram> {
  const commands: string[] = [];
  const { resources } = await evaluate(() => load(entry) as unknown, {
    project: "releases",
    stack: "prod",
    config: {
      "aws:region": "us-east-1",
      "releases:file": "/etc/os-release",
      "releases:clusterName": "shared",
      "releases:brokerSecurityGroupId": "sg-brokers",
      "releases:vpcId": "vpc-1",
      "releases:subnetIds": `["subnet-1","subnet-2"]`,
      "releases:kmsKeyArn": KEY,
      "releases:pluginBucket": "archives",
    },
    runCommand: ({ command, stdin = "" }) => {
      commands.push(command);
      return Promise.resolve(plannedArchive(stdin));
    },
  });
  return { resources, commands };
}
