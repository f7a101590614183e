import * as ec2 from "@pulumi/aws/ec2";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import type { AuroraEngine } from "../../support/awsLimits";
import { ClientSecurityGroup, type ReachedDatabase } from "../clientSecurityGroup";
import { kafkaClientRole } from "./role";
import { userData } from "./userData";
import type { UploadedArchive } from "../pluginBucket/pluginBucket";
import type { Inputs } from "../parts/inputs";
import type { RoleBoundary } from "../parts/roleBoundary";
import { matches, validate } from "../parts/validate";
import type { Tags } from "../parts/tags";

export interface KafkaClientArgs extends RoleBoundary {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnet that it lives in. */
  readonly subnetId: pulumi.Input<string>;
  /** Cluster that it reaches; an MskCluster is one. */
  readonly cluster: {
    readonly arn: pulumi.Input<string>;
    readonly bootstrapServers: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
  };
  /** Kafka topics that its users may read and write. */
  readonly topics: readonly string[];
  /** Kafka's tools, as PluginBucket.upload answers them for kafkaClientTools. */
  readonly tools: Inputs<UploadedArchive>;
  /**
   * Database that it is let into.
   * @default - none
   */
  readonly database?: KafkaClientDatabase | undefined;
  readonly region: string;
  /**
   * EC2 instance type with a Graviton processor.
   * @default "t4g.small"
   */
  readonly instanceType?: string;
  /**
   * ARN of the KMS key that encrypts its disk and, in S3, its tools.
   * @default - AWS's own keys
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * What must be there before it starts, such as the way to S3.
   * @default []
   */
  readonly startAfter?: readonly pulumi.Resource[];
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/** A database as its `mysql` or `psql` is told of it; an AuroraMySql or AuroraPostgreSql is one. */
export interface KafkaClientDatabase extends ReachedDatabase {
  readonly engine: AuroraEngine;
  /** Address of the writer. */
  readonly endpoint: pulumi.Input<string>;
  readonly masterUser: string;
  /**
   * Secret of the master user, which its role may then read.
   * @default - none, so that people bring the password along
   */
  readonly readableSecretArn?: pulumi.Input<string> | undefined;
}

/**
 * EC2 instance with Kafka's command-line tools, a MySQL client and jq, for people who look into a
 * stage's topics. Only SSM Session Manager leads to it: it has no key pair and admits nobody. Its
 * role may read and write the given topics and nothing else. It is billed by the hour. Its image
 * stays as it was made; `pulumi up --replace <URN of the instance>` takes the current one.
 *
 *     new KafkaClient("client", { cluster, tools: plugins.upload(kafkaClientTools), topics:
 * ["orders"], ... });
 */
export class KafkaClient extends pulumi.ComponentResource {
  readonly instanceId: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: KafkaClientArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:KafkaClient", name, args, opts);
    const { cluster, instanceType = "t4g.small", kmsKeyArn, region, tags, tools } = args;
    validate("KafkaClient", [
      matches(
        "instanceType",
        instanceType,
        /^[a-z]+\d+g[a-z]*\.[a-z0-9-]+$/,
        "an EC2 instance type with a Graviton processor such as t4g.small",
      ),
    ]);
    const role = kafkaClientRole(
      name,
      {
        clusterArn: cluster.arn,
        topics: args.topics,
        archiveArn: tools.arn,
        secretArn: args.database?.readableSecretArn,
        kmsKeyArn,
        region,
        permissionsBoundaryArn: args.permissionsBoundaryArn,
        tags,
      },
      this,
    );
    const group = new ClientSecurityGroup(
      `${name}-access`,
      {
        vpcId: args.vpcId,
        brokerSecurityGroupId: cluster.securityGroupId,
        database: args.database,
        description: "Kafka client instance",
        tags,
      },
      { parent: this },
    );
    const instance = new ec2.Instance(
      `${name}-instance`,
      {
        ami: currentImage(this),
        instanceType,
        subnetId: args.subnetId,
        associatePublicIpAddress: false,
        vpcSecurityGroupIds: [group.id],
        iamInstanceProfile: role.profileName,
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "disabled",
        },
        ebsOptimized: true,
        rootBlockDevice: {
          volumeType: "gp3",
          encrypted: true,
          ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
          deleteOnTermination: true,
          tags,
        },
        userData: startScript(args),
        userDataReplaceOnChange: true,
        tags: { ...tags, Name: name },
      },
      {
        parent: this,
        dependsOn: [role.policy, group, ...(args.startAfter ?? [])],
        // There is a new image every few weeks, and each would replace the instance.
        ignoreChanges: ["ami"],
      },
    );
    this.instanceId = instance.id;
    this.roleArn = role.arn;
    this.securityGroupId = group.id;
    this.registerOutputs({
      instanceId: this.instanceId,
      roleArn: this.roleArn,
      securityGroupId: this.securityGroupId,
    });
  }
}

/**
 * Looks up the current Amazon Linux 2023 for Graviton processors.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
function currentImage(parent: pulumi.Resource): pulumi.Output<string> {
  const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
  // AWS publishes the parameter: there is nothing to hide, as `value` would.
  return ssm.getParameterOutput({ name }, { parent }).insecureValue;
}

function startScript({ cluster, database, region, tools }: KafkaClientArgs): pulumi.Output<string> {
  const { bucketName, key, versionId, sha256 } = tools;
  return pulumi
    .all([
      { bucketName, key, versionId, sha256 },
      cluster.bootstrapServers,
      database && {
        engine: database.engine,
        host: database.endpoint,
        user: database.masterUser,
      },
    ])
    .apply(([tools, bootstrapServers, database]) =>
      userData({ region, tools, bootstrapServers, database }),
    );
}
