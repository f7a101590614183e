/** Answers about what is there already, for a program that looks it up; made up as in computed.ts. */
import { parseArn } from "../support/arn";
import { serviceName } from "../support/partition";
import { UserError } from "../support/userError";
import { hash, idOf, uuidOf } from "./identifiers";

type Properties = Readonly<Record<string, unknown>>;
type MakeArn = (service: string, resource: string, region?: string) => string;

/** Makes up an answer of a provider function from what it is asked with. */
type Answer = (asked: Asked, arn: MakeArn) => Properties;

/** Reads what a function is asked with; made up where it is asked by something else, such as tags. */
type Asked = (input: string) => string;

const answers: Readonly<Record<string, Answer>> = {
  "aws:msk/getCluster:getCluster": (asked, arn) => {
    const name = asked("clusterName");
    const uuid = uuidOf(name);
    return {
      arn: arn("kafka", `cluster/${name}/${uuid}`),
      clusterUuid: uuid,
      ...bootstrapBrokers(name, arn),
    };
  },
  "aws:msk/getBootstrapBrokers:getBootstrapBrokers": (asked, arn) =>
    bootstrapBrokers(asked("clusterArn").split("/")[1] ?? "cluster", arn),
  "aws:s3/getBucket:getBucket": (asked, arn) => ({
    id: asked("bucket"),
    arn: arn("s3", asked("bucket")),
  }),
  "aws:dynamodb/getTable:getTable": (asked, arn) => ({
    id: asked("name"),
    arn: arn("dynamodb", `table/${asked("name")}`),
  }),
  "aws:ec2/getVpc:getVpc": (asked, arn) => {
    const id = asked("id");
    return { id, arn: arn("ec2", `vpc/${id}`), cidrBlock: "10.0.0.0/16" };
  },
  "aws:ec2/getSubnets:getSubnets": () => ({
    ids: ["a", "b", "c"].map((zone) => idOf("subnet", zone)),
  }),
  "aws:ec2/getSecurityGroup:getSecurityGroup": (asked, arn) => {
    const id = asked("id");
    return { id, arn: arn("ec2", `security-group/${id}`), vpcId: asked("vpcId") };
  },
  "aws:kms/getKey:getKey": (asked, arn) => keyOf(asked("keyId"), arn),
  "aws:kms/getAlias:getAlias": (asked, arn) => {
    const { arn: targetKeyArn, keyId: targetKeyId } = keyOf(asked("name"), arn);
    return { arn: arn("kms", asked("name")), targetKeyArn, targetKeyId };
  },
  "aws:secretsmanager/getSecret:getSecret": (asked, arn) => {
    const secretArn = arn("secretsmanager", `secret:${asked("name")}-AbCdEf`);
    return { id: secretArn, arn: secretArn };
  },
  "aws:sns/getTopic:getTopic": (asked, arn) => {
    const topicArn = arn("sns", asked("name"));
    return { id: topicArn, arn: topicArn };
  },
};

/**
 * Answers for a provider function that finds what is there already; throws UserError for one that is
 * not known here.
 */
export function lookedUp(token: string, inputs: Properties, arn: MakeArn): Properties {
  const answer = answers[token];
  if (answer === undefined) {
    throw new UserError(
      `The program calls the provider function ${token}, which a plan and a run on this machine cannot answer, since they ask no AWS. Take what it finds from the stack's configuration, or add the function to plan/lookedUp.ts of msk-pipeline; those known are ${Object.keys(answers).map(nameOf).join(", ")}.`,
    );
  }
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value != null));
  const asked = (input: string): string => textOf(given[input]) ?? madeUp(token, input, given);
  return { id: idOf(nameOf(token), JSON.stringify(given)), ...given, ...answer(asked, arn) };
}

/** aws:s3/getBucket:getBucket reads getBucket. */
function nameOf(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The same for the same question; an identifier of EC2 is one by its form. */
function madeUp(token: string, input: string, given: Properties): string {
  const what = JSON.stringify([token, given]);
  switch (input === "id" ? nameOf(token) : input) {
    case "getVpc":
    case "vpcId":
      return idOf("vpc", what);
    case "getSecurityGroup":
      return idOf("sg", what);
    default:
      return `${input}-${hash(what).slice(0, 8)}`;
  }
}

function keyOf(name: string, arn: MakeArn): { readonly arn: string; readonly keyId: string } {
  const keyId = uuidOf(name);
  return { arn: arn("kms", `key/${keyId}`), keyId };
}

/** Addresses of three brokers by each way that a client may take. */
function bootstrapBrokers(cluster: string, arn: MakeArn): Properties {
  const domain = `c2.${serviceName("kafka", parseArn(arn("kafka", cluster)).region)}`;
  const servers = (port: number): string =>
    [1, 2, 3]
      .map((id) => `b-${id}.${cluster}.${hash(cluster).slice(0, 6)}.${domain}:${port}`)
      .join(",");
  return { bootstrapBrokersSaslIam: servers(9098), bootstrapBrokersTls: servers(9094) };
}
