import { changes } from "./changes";
import { crashes } from "./crashes";
import { database } from "./database";
import { diskFull } from "./diskFull";
import type { Fault } from "./fault";
import { membership } from "./membership";
import type { FaultName } from "./names";
import { poison } from "./poison";
import { postgreSql } from "./postgreSql";
import { requests } from "./requests";
import { snapshot } from "./snapshot";

/** Every fault that a run can have. */
export const faults: readonly Fault[] = [
  ...crashes,
  ...diskFull,
  ...database,
  ...changes,
  ...snapshot,
  ...postgreSql,
  ...membership,
  ...requests,
  ...poison,
];

export function faultOf(name: FaultName): Fault {
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`names.ts has ${name}, which no fault is called`);
  return fault;
}
