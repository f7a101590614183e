import { parseArn } from "../../support/arn";
import { policyJson } from "../../support/iamPolicies";

/** What a gateway endpoint lets through; the caller's own rights still count. */
interface Passage {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Account that the resources must belong to; AWS's own belong to none that is known. */
  readonly account?: string;
}

/**
 * Returns the buckets of AWS that a client on Amazon Linux needs: the packages, and updates of the
 * SSM agent. They are asked without a signature.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
 */
function bucketsOfAws(partition: string, region: string): string[] {
  return [`al2023-repos-${region}-de612dc2`, `amazon-ssm-${region}`].map(
    (bucket) => `arn:${partition}:s3:::${bucket}/*`,
  );
}

/**
 * Returns the policy of S3's endpoint: reading from buckets of the VPC's own account, and packages
 * from AWS; writing to those of the own account that have the given names, in which `*` stands for
 * any text. Nothing is written to another account's bucket, so nothing leaves by one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export function s3EndpointPolicy(vpcArn: string, writtenBuckets: readonly string[]): string {
  const { partition, region, account } = parseArn(vpcArn);
  const written = writtenBuckets.map((name) => `arn:${partition}:s3:::${name}/*`);
  return endpointPolicy([
    {
      sid: "ReadOwnBuckets",
      actions: ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
      resources: [`arn:${partition}:s3:::*`],
      account,
    },
    ...(written.length === 0
      ? []
      : [
          {
            sid: "WriteOwnBuckets",
            actions: ["s3:PutObject"],
            resources: written,
            account,
          },
        ]),
    {
      sid: "ReadPackagesOfAws",
      actions: ["s3:GetObject"],
      resources: bucketsOfAws(partition, region),
    },
  ]);
}

/**
 * Returns the policy of DynamoDB's endpoint: tables of the VPC's own account and region with the
 * given names, in which `*` stands for any text.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/vpc-endpoints-dynamodb.html
 */
export function dynamoDbEndpointPolicy(vpcArn: string, tables: readonly string[]): string {
  const { partition, region, account } = parseArn(vpcArn);
  const arns = tables.map((name) => `arn:${partition}:dynamodb:${region}:${account}:table/${name}`);
  return endpointPolicy([
    {
      sid: "OwnTables",
      actions: ["dynamodb:*"],
      resources: arns.flatMap((arn) => [arn, `${arn}/*`]),
    },
  ]);
}

function endpointPolicy(passages: readonly Passage[]): string {
  return policyJson(
    ...passages.map(({ sid, actions, resources, account }) => ({
      Sid: sid,
      Effect: "Allow" as const,
      Principal: "*" as const,
      Action: [...actions],
      Resource: [...resources],
      ...(account === undefined
        ? {}
        : { Condition: { StringEquals: { "aws:ResourceAccount": account } } }),
    })),
  );
}
