import { MOST_RESTARTS } from "../../functions/restartFailedTasks/decide";
import { FaultyDynamoDb, type Misbehaviour } from "./faultyDynamoDb";
import type { Fault } from "./fault";
import type { FaultName } from "./names";

/** What DynamoDB answers, or does not, when it is under pressure. */
const misbehaviours: readonly (readonly [name: FaultName, about: string, Misbehaviour])[] = [
  ["throttled", "DynamoDB throttles 30 % of the requests", { share: 0.3, kind: "throttle" }],
  ["half-processed", "DynamoDB leaves half of 30 % of the batches", { share: 0.3, kind: "half" }],
  [
    "server-errors",
    "DynamoDB answers 30 % of the requests with 500",
    { share: 0.3, kind: "error" },
  ],
  [
    "connections-reset",
    "30 % of the connections break, half of them after the request was served",
    { share: 0.3, kind: "reset" },
  ],
  ["slow-answers", "DynamoDB takes 5 s for 5 % of its answers", { share: 0.05, kind: "delay" }],
  [
    "access-denied",
    "DynamoDB denies the sink 3 requests, whose tasks fail",
    { share: 0.05, kind: "deny", most: MOST_RESTARTS },
  ],
];

export const requests: readonly Fault[] = misbehaviours.map(([name, about, misbehaviour]) => ({
  name,
  about,
  pipeline: "orders",
  failsTasks: misbehaviour.kind === "deny",
  prepare: async () => {
    const faulty = await FaultyDynamoDb.start(misbehaviour);
    return {
      alter: (stage) => faulty.inFrontOf(stage),
      end: async () => {
        await faulty.stop();
        return `${faulty.misbehaved} of ${faulty.served} requests`;
      },
    };
  },
}));
