/** A request of the plans that moto answers otherwise than AWS does. */
export interface Difference {
  /** Pulumi type of the resource that the request is for. */
  readonly type: string;
  readonly operation: string;
  /** How moto refuses it: the error's name, or NO_ANSWER. */
  readonly refusal: string;
  readonly because: string;
}

/** What is no answer of the AWS API at all, such as a web server's page for an unknown address. */
export const NO_ANSWER = "no answer";

const ONLY_CLUSTERS = "moto's kafka has clusters only, no configurations and no topics";
const NO_CONNECT = "moto has no kafkaconnect";
const CONDITION = "moto takes a bucket policy's Deny without its Condition: it refuses TLS too";

const notImplemented = (
  type: string,
  service: string,
  what: string,
  because: string,
): readonly Difference[] =>
  ["Create", "Delete"].map((verb) => ({
    type,
    operation: `${service}:${verb}${what}`,
    refusal: NO_ANSWER,
    because,
  }));

/**
 * Everything that the emulator cannot judge: for these requests there are the service models and
 * the rules of tests/aws/rules alone. A test fails for a refusal that is not listed here, and for
 * one that is listed and does not come.
 */
export const DIFFERENCES: readonly Difference[] = [
  ...notImplemented("aws:msk/configuration:Configuration", "kafka", "Configuration", ONLY_CLUSTERS),
  {
    type: "aws:msk/cluster:Cluster",
    operation: "kafka:UpdateConnectivity",
    refusal: NO_ANSWER,
    because: "moto's kafka changes no cluster",
  },
  ...notImplemented("aws:msk/topic:Topic", "kafka", "Topic", ONLY_CLUSTERS),
  ...notImplemented(
    "aws:mskconnect/customPlugin:CustomPlugin",
    "kafkaconnect",
    "CustomPlugin",
    NO_CONNECT,
  ),
  ...notImplemented(
    "aws:mskconnect/workerConfiguration:WorkerConfiguration",
    "kafkaconnect",
    "WorkerConfiguration",
    NO_CONNECT,
  ),
  ...notImplemented("aws:mskconnect/connector:Connector", "kafkaconnect", "Connector", NO_CONNECT),
  {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    operation: "s3:PutObject",
    refusal: "Unknown",
    because: CONDITION,
  },
  {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    operation: "s3:DeleteObject",
    refusal: "Unknown",
    because: CONDITION,
  },
  {
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    operation: "ec2:RevokeSecurityGroupIngress",
    refusal: "InvalidPermission.NotFound",
    because: "moto's default security groups lack the rule that admits their own members",
  },
];

/** A member that moto wants and AWS does not. */
export interface Addition {
  readonly operation: string;
  readonly because: string;
  readonly add: (params: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export const ADDITIONS: readonly Addition[] = [
  {
    operation: "ec2:RunInstances",
    because: "EC2 takes the size of the root device from the image, as the provider counts on",
    add: (params) => ({
      ...params,
      BlockDeviceMappings: list(params["BlockDeviceMappings"]).map((mapping) => ({
        ...mapping,
        Ebs: { ...mapping.Ebs, VolumeSize: 8 },
      })),
    }),
  },
];

function list(value: unknown): readonly { readonly Ebs?: object }[] {
  return Array.isArray(value) ? value.map((each: object) => ({ ...each })) : [];
}
