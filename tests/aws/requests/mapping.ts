import type { Inputs } from "./inputs";

/** A call of the AWS API, as its service model names it. */
export interface AwsRequest {
  /** Name of the service as botocore has it: "ec2", "kafka", "logs". */
  readonly service: string;
  /** Operation of the service model: "CreateSecurityGroup". */
  readonly operation: string;
  /** Members of the operation's input. */
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Path in the answer, such as "Role.Arn", to the value of the plan that stands for it: later
   * requests have the plan's value where AWS's would be.
   */
  readonly answers?: Readonly<Record<string, string>>;
  /** Values of the plan that the request decides otherwise, such as a name that Pulumi lengthens. */
  readonly decides?: Readonly<Record<string, string>>;
}

/** What the provider sends for one type of resource. */
export interface Mapping {
  /** Requests that create it, in the order in which the provider sends them. */
  readonly create: (inputs: Inputs) => readonly AwsRequest[];
  /** Requests that delete it. */
  readonly destroy: (inputs: Inputs) => readonly AwsRequest[];
}

/** Mappings by Pulumi type token. */
export type Mappings = Readonly<Record<string, Mapping>>;

/** Members that have a value: a provider leaves out what a resource does not say. */
export function present(
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Operations of one service. */
export function service(
  name: string,
): (
  operation: string,
  params: Readonly<Record<string, unknown>>,
  answers?: Readonly<Record<string, string>>,
) => AwsRequest {
  return (operation, params, answers) => ({
    service: name,
    operation,
    params: present(params),
    ...(answers === undefined ? {} : { answers }),
  });
}
