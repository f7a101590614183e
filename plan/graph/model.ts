import { parseArn } from "../../support/arn";
import type { Plan } from "../plan";
import type { Model } from "./boxes";
import { clusterOf } from "./cluster";
import { connectorBoxes } from "./connectors";
import { databaseBoxes } from "./databases";
import { edgesOf } from "./edges";
import { leftOutOf } from "./leftOut";
import { networkBoxes } from "./network";
import { serviceBoxes } from "./services";
import { clusterBoxes } from "./topics";

/** Reads out of a plan what a drawing of its stage shows, and counts what it leaves out. */
export function modelOf(plan: Plan): Model {
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
