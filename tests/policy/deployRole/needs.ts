import type { Plan } from "../../../plan/plan";
import { inWords, requests, type Row } from "../iam/decisions";
import type { Request } from "../iam/simulate";
import { OPERATIONS, type TypeCalls } from "./calls";
import { databaseCalls } from "./databaseCalls";
import { healingCalls } from "./healingCalls";
import { Here } from "./here";
import { identityCalls } from "./identityCalls";
import { instance } from "./instanceCalls";
import { kafkaCalls } from "./kafkaCalls";
import { keyCalls } from "./keyCalls";
import { monitoringCalls } from "./monitoringCalls";
import { networkCalls } from "./networkCalls";
import { commandCalls, functionCalls } from "./programCalls";
import { scalingCalls } from "./scalingCalls";
import { serverlessCalls } from "./serverlessCalls";
import { stateCalls } from "./stateCalls";
import { storageCalls } from "./storageCalls";
import { network } from "./vpcCalls";

/** What a deployment calls of AWS, by types of resources. */
export const callsByType: Readonly<Record<string, TypeCalls>> = {
  ...commandCalls,
  ...databaseCalls,
  ...healingCalls,
  ...identityCalls,
  ...kafkaCalls,
  ...keyCalls,
  ...monitoringCalls,
  ...networkCalls,
  ...scalingCalls,
  ...serverlessCalls,
  ...storageCalls,
  "aws:ec2/instance:Instance": instance,
  "awsx:ec2:Vpc": network,
};

type Operation = (typeof OPERATIONS)[number];

/**
 * Requests that a plan's resources need; throws for a type of which nobody has said what it calls.
 */
export function needed(plan: Plan, operations: readonly Operation[] = OPERATIONS): Request[] {
  const here = new Here(plan);
  const rows = plan.resources.flatMap((resource): readonly Row[] => {
    if (!isDeployed(resource.type)) return [];
    const known = callsByType[resource.type];
    if (known === undefined) {
      throw new Error(`Nobody has said what ${resource.type} calls of AWS: add it to deployRole/`);
    }
    const calls = known.calls(resource, here);
    return operations.flatMap((operation) => calls[operation]);
  });
  const asked = Object.values(functionCalls).flatMap((calls) => calls(here));
  const state = stateCalls(here);
  const writes = operations.includes("update") ? state.write : [];
  return distinct(requests([...rows, ...asked, ...state.read, ...writes]));
}

/** Tells whether a resource is more than a component of the program. */
function isDeployed(type: string): boolean {
  return !/^(msk-pipeline|pulumi):/.test(type);
}

function distinct(all: readonly Request[]): Request[] {
  return [...new Map(all.map((request) => [inWords(request), request])).values()];
}
