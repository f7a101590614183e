import { parseArn } from "../../support/arn";
import { UserError } from "../../support/userError";
import { CLUSTERS } from "../declared";
import { resourcesOfType, type Plan } from "../plan";
import type { Model } from "./boxes";
import { clusterOf } from "./cluster";
import { connectorBoxes } from "./connectors";
import { databaseBoxes } from "./databases";
import { edgesOf } from "./edges";
import { leftOutOf } from "./leftOut";
import { networkBoxes } from "./network";
import { serviceBoxes } from "./services";
import { clusterBoxes } from "./topics";

/** What everything else of a drawing stands in, by the types of which one is enough. */
const GROUNDS = [["awsx:ec2:Vpc"], CLUSTERS];

/**
 * Reads out of a plan what a drawing of its stage shows, and counts what it leaves out; throws
 * UserError for a program that makes no network or no cluster.
 */
export function modelOf(plan: Plan): Model {
  refuseWithoutGround(plan);
  const boxes = [
    ...networkBoxes(plan),
    ...databaseBoxes(plan),
    ...connectorBoxes(plan),
    ...clusterBoxes(plan),
    ...serviceBoxes(plan),
  ];
  return {
    title: `${plan.project} ${plan.stack}`,
    region: parseArn(clusterOf(plan).arn).region,
    boxes,
    edges: edgesOf(plan, boxes),
    leftOut: leftOutOf(plan, boxes),
  };
}

function refuseWithoutGround(plan: Plan): void {
  const missing = GROUNDS.filter((types) =>
    types.every((type) => resourcesOfType(plan, type).length === 0),
  ).map(([type = ""]) => type);
  if (missing.length === 0) return;
  throw new UserError(
    `A picture is of a stage with a network and a cluster of its own, and ${plan.project} makes no ${missing.join(" and no ")}: print its plan without --graph.`,
  );
}
