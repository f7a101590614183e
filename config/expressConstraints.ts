import { EXPRESS, isExpress } from "../support/brokerTypes";
import { constraint, type Constraint } from "./constraint";
import type { Settings } from "./schema";

/** What a stage with Express brokers must have, which Amazon MSK decides. */
export const expressConstraints: readonly Constraint[] = [
  constraint("kafkaVersion", ["brokerType"], hasExpress),
  fixed("zones", "Amazon MSK has Express brokers in three zones only"),
  fixed("replicationFactor", "Express brokers keep so many copies of every topic"),
  fixed("minInsyncReplicas", "Express brokers acknowledge no record before so many copies have it"),
];

function hasExpress({
  kafkaVersion,
  brokerType,
}: Pick<Settings, "kafkaVersion" | "brokerType">): string | undefined {
  const versions: readonly string[] = EXPRESS.kafkaVersions;
  if (!isExpress(brokerType) || versions.includes(kafkaVersion)) return undefined;
  return `must be ${versions.join(" or ")} where brokerType is ${brokerType}, since Amazon MSK makes no Express brokers with another; got ${kafkaVersion}`;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices-express.html */
function fixed(
  key: "minInsyncReplicas" | "replicationFactor" | "zones",
  since: string,
): Constraint {
  const right = EXPRESS[key];
  return constraint(key, ["brokerType"], ({ [key]: value, brokerType }) =>
    !isExpress(brokerType) || value === right
      ? undefined
      : `must be ${right} where brokerType is ${brokerType}, since ${since}; got ${value}`,
  );
}
