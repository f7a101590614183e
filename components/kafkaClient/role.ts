import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { connectTo, joinGroups, useTopics, writeIdempotently } from "../../connectors/kafkaGrants";
import { secretGrants } from "../../connectors/secrets";
import {
  policyDocument,
  policyJson,
  viaService,
  type Grant,
  type KnownGrant,
} from "../../support/iamPolicies";
import { bounded, type RoleBoundary } from "../parts/roleBoundary";
import type { Tags } from "../parts/tags";

export interface KafkaClientRoleArgs extends RoleBoundary {
  readonly clusterArn: pulumi.Input<string>;
  /** Kafka topics that may be read and written. */
  readonly topics: readonly string[];
  /** ARN of the archive's object in S3, of which a version is fetched. */
  readonly archiveArn: pulumi.Input<string>;
  /**
   * ARN of a secret that may be read.
   * @default - none
   */
  readonly secretArn?: pulumi.Input<string> | undefined;
  /**
   * ARN of the KMS key that encrypts the archive and the secret.
   * @default - Amazon S3's own key, for which no grant is needed
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  readonly region: string;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

export interface KafkaClientRole {
  readonly arn: pulumi.Output<string>;
  /** Name of the instance profile that hands the role to an instance. */
  readonly profileName: pulumi.Output<string>;
  /** Its policy: an instance that starts before it cannot fetch its tools. */
  readonly policy: iam.RolePolicy;
}

/** Creates the role of the client instance: the stage's topics, its tools and Session Manager. */
export function kafkaClientRole(
  name: string,
  args: KafkaClientRoleArgs,
  parent: pulumi.Resource,
): KafkaClientRole {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "The Kafka client instance runs with it",
      assumeRolePolicy: ec2Trust(),
      ...bounded(args),
      tags: { ...args.tags, Name: name },
    },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.id,
      policy: pulumi
        .all([args.clusterArn, args.archiveArn, args.kmsKeyArn, readSecret(args)])
        .apply(([clusterArn, archiveArn, kmsKeyArn, ownSecret]) =>
          policyDocument([
            ...kafkaGrants(clusterArn, args.topics),
            ...archiveGrants(archiveArn, kmsKeyArn, args.region),
            ...ownSecret,
            sessions,
          ]),
        ),
    },
    { parent },
  );
  const profile = new iam.InstanceProfile(
    `${name}-profile`,
    { role: role.name, tags: args.tags },
    { parent },
  );
  return { arn: role.arn, profileName: profile.name, policy };
}

/**
 * Returns the trust policy of an instance's role. It names no source, unlike those of other
 * services: AWS documents none for EC2, and a role can only be passed to instances of its own
 * account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function ec2Trust(): string {
  return policyJson({
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
}

/** The console consumer makes up a group for each run; its names all begin alike. */
function kafkaGrants(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  const [, clusterName = ""] = clusterArn.split("/");
  return [
    connectTo(clusterArn),
    writeIdempotently(clusterArn),
    ...useTopics(clusterArn, topics),
    ...joinGroups(clusterArn, ["console-consumer-*", `${clusterName}-client`]),
  ];
}

function readSecret({ secretArn, kmsKeyArn, region }: KafkaClientRoleArgs): Grant[] {
  return secretArn === undefined ? [] : secretGrants({ arn: secretArn, kmsKeyArn }, region);
}

function archiveGrants(
  archiveArn: string,
  kmsKeyArn: string | undefined,
  region: string,
): KnownGrant[] {
  const fetch: KnownGrant = {
    sid: "FetchTools",
    actions: ["s3:GetObjectVersion"],
    resources: [archiveArn],
  };
  if (kmsKeyArn === undefined) return [fetch];
  // S3 decrypts with the rights of whoever reads the object.
  const decrypt: KnownGrant = {
    sid: "DecryptTools",
    actions: ["kms:Decrypt"],
    resources: [kmsKeyArn],
    conditions: viaService("s3", region),
  };
  return [fetch, decrypt];
}

/**
 * What the instance's agent needs for Session Manager and Run Command. Its channels and messages
 * have no ARN, hence the wildcard. AWS's policy AmazonSSMManagedInstanceCore would also let it read
 * every parameter of the account.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 */
const sessions: KnownGrant = {
  sid: "OpenSessions",
  actions: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply",
  ],
  resources: ["*"],
};
