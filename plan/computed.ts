import { brokerNodes, serverlessAddress, topicArn } from "./computedKafka";
import { arnOf, hash, idOf, uuidOf } from "./identifiers";
import { lookedUp } from "./lookedUp";
import { partitionOf } from "../support/partition";

/** The account number that a plan shows: AWS's own example, since a plan asks no account. */
export const PLAN_ACCOUNT = "123456789012";

type Properties = Readonly<Record<string, unknown>>;

export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
}

/** What AWS would answer, made up from the inputs alone: stable, and shaped as the real thing. */
export class Computed {
  /** Inputs of the clusters by ARN. */
  private readonly clusters = new Map<string, Properties>();

  constructor(
    private readonly region: string,
    /** Inputs, by ARN, of what was not made here. */
    private readonly known: (arn: string) => Properties | undefined = () => undefined,
  ) {}

  /** Returns the state of a new resource: its inputs and what the provider would compute. */
  resource({ type, name, inputs }: Registration): { id: string; state: Properties } {
    const physicalName = text(inputs["name"]) ?? text(inputs["bucket"]) ?? name;
    const id = text(inputs["name"]) ?? text(inputs["bucket"]) ?? `${name}-id`;
    const computed = this.ofType(type, physicalName, inputs);
    return {
      id: text(computed["id"]) ?? id,
      state: { name: physicalName, ...inputs, ...computed },
    };
  }

  /** Answers for a provider function; one that is not known here is an error, never a guess. */
  invoke(token: string, inputs: Properties): Properties {
    switch (token) {
      case "aws:index/getCallerIdentity:getCallerIdentity":
        return { accountId: PLAN_ACCOUNT, arn: this.arn("iam", "user/plan", ""), userId: "plan" };
      case "aws:index/getRegion:getRegion":
        return { name: this.region, region: this.region, id: this.region };
      case "aws:index/getAvailabilityZones:getAvailabilityZones":
        return this.zones(inputs);
      case "aws:index/getPartition:getPartition":
        return { ...partitionOf(this.region) };
      case "aws:msk/getBrokerNodes:getBrokerNodes":
        return { ...inputs, nodeInfoLists: this.brokerNodes(text(inputs["clusterArn"]) ?? "") };
      case "aws:ssm/getParameter:getParameter":
        return parameter(text(inputs["name"]) ?? "");
      default:
        return lookedUp(token, inputs, this.arn.bind(this));
    }
  }

  private ofType(type: string, name: string, inputs: Properties): Properties {
    const uuid = uuidOf(`${type}/${name}`);
    switch (type) {
      case "aws:msk/cluster:Cluster": {
        const clusterName = text(inputs["clusterName"]) ?? name;
        const arn = this.arn("kafka", `cluster/${clusterName}/${uuid}`);
        this.clusters.set(arn, inputs);
        return { id: arn, arn, clusterName, clusterUuid: uuid, currentVersion: "K1" };
      }
      case "aws:msk/clusterPolicy:ClusterPolicy":
        return { id: inputs["clusterArn"], currentVersion: "K1" };
      case "aws:msk/serverlessCluster:ServerlessCluster": {
        const clusterName = text(inputs["clusterName"]) ?? name;
        const arn = this.arn("kafka", `cluster/${clusterName}/${uuid}`);
        const bootstrapBrokersSaslIam = serverlessAddress(clusterName, this.region);
        return { id: arn, arn, clusterName, clusterUuid: uuid, bootstrapBrokersSaslIam };
      }
      case "aws:msk/configuration:Configuration":
        return { arn: this.arn("kafka", `configuration/${name}/${uuid}`), latestRevision: 1 };
      case "aws:msk/topic:Topic":
        return { arn: topicArn(text(inputs["clusterArn"]) ?? "", name) };
      // What a connector makes is not the provider's to compute, but has its name in policies.
      case "msk-pipeline:components:ConnectorTopic":
        return {
          arn: topicArn(text(inputs["clusterArn"]) ?? "", text(inputs["topic"]) ?? name),
        };
      case "aws:mskconnect/connector:Connector":
        return { arn: this.arn("kafkaconnect", `connector/${name}/${uuid}`), version: "1" };
      case "aws:mskconnect/customPlugin:CustomPlugin":
        return {
          arn: this.arn("kafkaconnect", `custom-plugin/${name}/${uuid}`),
          latestRevision: 1,
        };
      case "aws:mskconnect/workerConfiguration:WorkerConfiguration":
        return {
          arn: this.arn("kafkaconnect", `worker-configuration/${name}/${uuid}`),
          latestRevision: 1,
        };
      case "aws:s3/bucket:Bucket":
      case "aws:s3/bucketV2:BucketV2":
        return { arn: this.arn("s3", name), bucket: name, id: name };
      case "aws:s3/bucketObject:BucketObject":
      case "aws:s3/bucketObjectv2:BucketObjectv2":
        return { id: text(inputs["key"]) ?? name, versionId: "version-1" };
      case "aws:dynamodb/table:Table":
        return { arn: this.arn("dynamodb", `table/${name}`) };
      case "aws:glue/registry:Registry":
        return { arn: this.arn("glue", `registry/${text(inputs["registryName"]) ?? name}`) };
      case "aws:cloudwatch/logGroup:LogGroup":
        return { arn: this.arn("logs", `log-group:${name}`) };
      case "aws:cloudwatch/metricAlarm:MetricAlarm":
        return { arn: this.arn("cloudwatch", `alarm:${name}`) };
      case "aws:cloudwatch/eventRule:EventRule":
        return { arn: this.arn("events", `rule/${name}`) };
      case "aws:lambda/function:Function":
        return { arn: this.arn("lambda", `function:${name}`) };
      case "aws:sns/topic:Topic": {
        const arn = this.arn("sns", name);
        return { id: arn, arn };
      }
      case "aws:sns/topicSubscription:TopicSubscription": {
        const arn = `${text(inputs["topic"]) ?? ""}:${uuid}`;
        return { id: arn, arn };
      }
      case "aws:iam/role:Role":
        return { arn: this.arn("iam", `role/${name}`, ""), id: name };
      case "aws:iam/instanceProfile:InstanceProfile":
        return { arn: this.arn("iam", `instance-profile/${name}`, ""), id: name };
      case "aws:ec2/instance:Instance": {
        const id = idOf("i", name);
        return { id, arn: this.arn("ec2", `instance/${id}`) };
      }
      case "aws:kms/key:Key":
        return { arn: this.arn("kms", `key/${uuid}`), keyId: uuid, id: uuid };
      case "aws:ec2/securityGroup:SecurityGroup": {
        const id = idOf("sg", name);
        return { id, arn: this.arn("ec2", `security-group/${id}`) };
      }
      case "aws:rds/cluster:Cluster":
        return this.databaseCluster(text(inputs["clusterIdentifier"]) ?? name);
      case "aws:rds/clusterInstance:ClusterInstance": {
        const identifier = text(inputs["identifier"]) ?? name;
        return { id: identifier, identifier, arn: this.arn("rds", `db:${identifier}`) };
      }
      case "aws:rds/clusterParameterGroup:ClusterParameterGroup":
        return { id: name, arn: this.arn("rds", `cluster-pg:${name}`) };
      case "aws:rds/subnetGroup:SubnetGroup":
        return { id: name, arn: this.arn("rds", `subgrp:${name}`) };
      case "aws:secretsmanager/secret:Secret": {
        const arn = this.arn("secretsmanager", `secret:${name}-AbCdEf`);
        return { id: arn, arn };
      }
      case "aws:ec2/vpc:Vpc": {
        const id = idOf("vpc", name);
        return { id, arn: this.arn("ec2", `vpc/${id}`) };
      }
      case "awsx:ec2:Vpc":
        return this.vpc(name, inputs);
      default:
        return {};
    }
  }

  private databaseCluster(identifier: string): Properties {
    const ending = `${hash(identifier).slice(0, 12)}.${this.region}.rds.${partitionOf(this.region).dnsSuffix}`;
    return {
      id: identifier,
      clusterIdentifier: identifier,
      arn: this.arn("rds", `cluster:${identifier}`),
      clusterResourceId: `cluster-${hash(identifier).slice(0, 26).toUpperCase()}`,
      endpoint: `${identifier}.cluster-${ending}`,
      readerEndpoint: `${identifier}.cluster-ro-${ending}`,
      port: 3306,
      masterUserSecrets: [
        {
          secretArn: this.arn("secretsmanager", `secret:rds!cluster-${uuidOf(identifier)}-AbCdEf`),
          secretStatus: "active",
        },
      ],
    };
  }

  /** Four zones, as us-east-1 has at least; which id a name stands for differs by account. */
  private zones(inputs: Properties): Properties {
    const [, area = "", direction = "", number = ""] =
      /^([a-z]+)-([a-z]).*-(\d+)$/.exec(this.region) ?? [];
    const zones = ["a", "b", "c", "d"].map((letter, i) => ({
      name: `${this.region}${letter}`,
      zoneId: `${area}${direction}${number}-az${i + 1}`,
    }));
    const excluded = Array.isArray(inputs["excludeZoneIds"]) ? inputs["excludeZoneIds"] : [];
    const taken = zones.filter(({ zoneId }) => !excluded.includes(zoneId));
    return {
      ...inputs,
      id: this.region,
      region: this.region,
      names: taken.map(({ name }) => name),
      zoneIds: taken.map(({ zoneId }) => zoneId),
      groupNames: [this.region],
    };
  }

  /** awsx makes its subnets out of the program's sight; here are the outputs it would give. */
  private vpc(name: string, inputs: Properties): Properties {
    const names = inputs["availabilityZoneNames"];
    const zones = Array.isArray(names) ? names.length : 3;
    const specs = Array.isArray(inputs["subnetSpecs"]) ? inputs["subnetSpecs"] : [];
    const types = specs.map((spec: { type?: unknown }) => text(spec.type) ?? "");
    const ids = (prefix: string, type: string): string[] =>
      types.includes(type)
        ? Array.from({ length: zones }, (_, zone) => idOf(prefix, `${name}-${type}-${zone + 1}`))
        : [];
    const routeTables = types.flatMap((type) =>
      ids("rtb", type).map((id) => ({ id, tags: { SubnetType: type } })),
    );
    const vpcId = idOf("vpc", name);
    return {
      vpcId,
      vpc: {
        id: vpcId,
        arn: this.arn("ec2", `vpc/${vpcId}`),
        defaultSecurityGroupId: idOf("sg", `${name}-default`),
      },
      privateSubnetIds: ids("subnet", "Private"),
      publicSubnetIds: ids("subnet", "Public"),
      isolatedSubnetIds: ids("subnet", "Isolated"),
      routeTables,
    };
  }

  private brokerNodes(clusterArn: string): Properties[] {
    const inputs = this.known(clusterArn) ?? this.clusters.get(clusterArn);
    if (inputs === undefined) throw new Error(`The plan has no cluster ${clusterArn}`);
    return brokerNodes(clusterArn, inputs, this.region);
  }

  private arn(service: string, resource: string, region = this.region): string {
    const at = { partition: partitionOf(this.region).partition, region, account: PLAN_ACCOUNT };
    return arnOf(service, resource, at);
  }
}

/** Returns a public parameter of AWS: those that the program reads name machine images. */
function parameter(name: string): Properties {
  const image = idOf("ami", name);
  return { id: name, name, type: "String", value: image, insecureValue: image };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
