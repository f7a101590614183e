import { loadPlan } from "../../plan/load";
import type { Plan, PlannedResource } from "../../plan/plan";
import { one } from "./resources";

export const CONNECTOR = "aws:mskconnect/connector:Connector";
export const CLUSTER = "aws:msk/cluster:Cluster";
export const TABLE = "aws:dynamodb/table:Table";

/** Plans are loaded once a stage: they are values. */
const plans = new Map<string, Promise<Plan>>();
export function plan(stage: string, ...overrides: readonly string[]): Promise<Plan> {
  const key = [stage, ...overrides].join(" ");
  const loaded = plans.get(key) ?? loadPlan({ stage, overrides });
  plans.set(key, loaded);
  return loaded;
}

export const connectorOf = (loaded: Plan, name: string): PlannedResource =>
  one(loaded.resources, CONNECTOR, `${name}-connector`);
export const policyOf = (loaded: Plan, name: string): unknown =>
  one(loaded.resources, "aws:iam/rolePolicy:RolePolicy", `${name}-policy`).inputs["policy"];
