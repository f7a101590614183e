export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export function parseArn(arn: string): ArnParts {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}
