import type { AwsRequest } from "../../requests/request";
import type { Fault } from "../violation";
import { dataRules } from "./data";
import { ec2Rules } from "./ec2";
import { kafkaRules } from "./kafka";
import { inlinePolicyFaults, policyFaults } from "./policies";
import { faultsOf } from "./rule";
import { tagFaults } from "./tags";

const rules = [...dataRules, ...ec2Rules, ...kafkaRules];

/** Returns what AWS's documentation has against a request. */
export function statedFaults(request: AwsRequest): readonly Fault[] {
  return [
    ...rules.flatMap((rule) => faultsOf(rule, request)),
    ...tagFaults(request),
    ...policyFaults(request),
  ];
}

/** Returns what AWS's documentation has against all requests of a plan together. */
export function statedFaultsOfPlan<R extends AwsRequest>(
  requests: readonly R[],
): readonly (Fault & { readonly request: R })[] {
  return inlinePolicyFaults(requests);
}
