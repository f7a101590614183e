import { CONNECTORS, OTHER_ACCOUNT, type ConnectorName, type Names } from "./names";
import type { Context } from "./simulate";

/** Who asks to act as a role, and on whose behalf. */
export type Asking = readonly [principal: string, context?: Context];

/** Who may act as a role, and who may not. */
export interface TrustTable {
  readonly trusted: readonly Asking[];
  readonly refused: readonly Asking[];
}

const CONNECT = "kafkaconnect.amazonaws.com";
const LAMBDA = "lambda.amazonaws.com";
const FLOW_LOGS = "vpc-flow-logs.amazonaws.com";

/** Trust of a connector's role: MSK Connect, for this connector alone. */
export function connectorTrust(name: ConnectorName, names: Names): TrustTable {
  const own = names.connectorArn(name);
  const { account } = names;
  const others = CONNECTORS.filter((other) => other !== name).map((other) =>
    names.connectorArn(other),
  );
  return {
    trusted: [
      [CONNECT, from(account, own)],
      [CONNECT, from(account, own.replace(/[^/]+$/, "the-id-of-its-next-deployment"))],
    ],
    refused: [
      ...others.map((other): Asking => [CONNECT, from(account, other)]),
      [CONNECT, from(account, own.replace(`${name}/`, `${name}-2/`))],
      [CONNECT, from(account, own.replace(`/${names.stage}-`, "/another-"))],
      [CONNECT, from(account, own.replace(names.region, "eu-west-3"))],
      [CONNECT, from(account, own.replace(account, OTHER_ACCOUNT))],
      [CONNECT, from(OTHER_ACCOUNT, own)],
      [CONNECT, from(OTHER_ACCOUNT, own.replace(account, OTHER_ACCOUNT))],
      ...partly(CONNECT, account, own),
      ...strangers(names, from(account, own)),
      ...otherServices(CONNECT, from(account, own)),
    ],
  };
}

/** Trust of the flow logs' role: VPC flow logs of this account. */
export function flowLogTrust(names: Names): TrustTable {
  const own = names.arn("ec2", "vpc-flow-log/fl-0123456789abcdef0");
  const { account } = names;
  return {
    trusted: [[FLOW_LOGS, from(account, own)]],
    refused: [
      [FLOW_LOGS, from(OTHER_ACCOUNT, own)],
      [FLOW_LOGS, from(account, own.replace(account, OTHER_ACCOUNT))],
      [FLOW_LOGS, from(account, own.replace("vpc-flow-log/", "vpc/"))],
      ...partly(FLOW_LOGS, account, own),
      ...strangers(names, from(account, own)),
      ...otherServices(FLOW_LOGS, from(account, own)),
    ],
  };
}

/** Trust of the role that restarts failed tasks: Lambda, for this function alone. */
export function healingTrust(names: Names): TrustTable {
  const { account, stage } = names;
  const own = names.arn("lambda", `function:msk-pipeline-${stage}-restart-failed-tasks`);
  return {
    trusted: [[LAMBDA, from(account, own)]],
    refused: [
      [LAMBDA, from(OTHER_ACCOUNT, own)],
      [LAMBDA, from(account, own.replace(account, OTHER_ACCOUNT))],
      [LAMBDA, from(account, own.replace(names.region, "eu-west-3"))],
      [LAMBDA, from(account, own.replace(`-${stage}-`, "-another-"))],
      [LAMBDA, from(account, names.arn("lambda", "function:another"))],
      ...partly(LAMBDA, account, own),
      ...strangers(names, from(account, own)),
      ...otherServices(LAMBDA, from(account, own)),
    ],
  };
}

/** Trust of the client's role: EC2, which says of no request for whom it is. */
export function clientTrust(names: Names): TrustTable {
  return {
    trusted: [["ec2.amazonaws.com"]],
    refused: [...strangers(names, {}), ...otherServices("ec2.amazonaws.com", {})],
  };
}

function from(account: string, source: string): Context {
  return { "aws:SourceAccount": account, "aws:SourceArn": source };
}

function partly(service: string, account: string, source: string): Asking[] {
  return [
    [service],
    [service, { "aws:SourceAccount": account }],
    [service, { "aws:SourceArn": source }],
  ];
}

/** Roles, with all rights in their own account. */
function strangers({ arn, account, role }: Names, context: Context): Asking[] {
  const administrator = arn("iam", "role/Administrator", { region: "" });
  return [
    [administrator, context],
    [administrator.replace(account, OTHER_ACCOUNT), context],
    ...[...CONNECTORS, "client"].map((name): Asking => [role(name), context]),
  ];
}

function otherServices(service: string, context: Context): Asking[] {
  return [CONNECT, FLOW_LOGS, "ec2.amazonaws.com", "kafka.amazonaws.com", LAMBDA]
    .filter((other) => other !== service)
    .map((other) => [other, context]);
}
