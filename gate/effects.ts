import type { Judged } from "./judge";
import { at, type Change, type Inputs, type Preview } from "./preview";
import { billed, CONNECTOR, connectorTimes, restart as restarting } from "./resources";

/** What a change takes of time, service or money. */
export interface Effect {
  /** What it is of: brokers, or a resource's name. */
  readonly of: string;
  readonly says: string;
  readonly source: string;
}

export function effectsOf({ changes }: Preview, { restart }: Judged): Effect[] {
  return [
    ...(restart === undefined
      ? []
      : [
          {
            of: `${restart.brokers} brokers`,
            says: `restart, up to ${restart.minutes} minutes in all: ${restarting.says}`,
            source: restarting.source,
          },
          ...restart.reasons.map(({ says, source }) => ({ of: "brokers", says, source })),
        ]),
    ...changes.flatMap(timeOf),
    ...changes.flatMap(costOf),
  ];
}

function timeOf({ type, name, kind }: Change): Effect[] {
  const time = type === CONNECTOR ? connectorTimes[kind] : undefined;
  return time === undefined ? [] : [{ of: name, ...time }];
}

/** Prices change and differ by region: that it costs more or less is said, not how much. */
function costOf({ type, name, kind, before, after, changed }: Change): Effect[] {
  const bill = billed[type];
  if (bill === undefined || kind === "replace" || isGateway(before) || isGateway(after)) return [];
  if (kind !== "update") {
    const says = kind === "create" ? "costs more: it is new" : "costs less: it goes";
    return [{ of: name, says, source: bill.source }];
  }
  return bill.grows
    .filter((path) => changed.includes(path))
    .map((path) => [path, Number(at(before, path)), Number(at(after, path))] as const)
    .filter(([, old, now]) => Number.isFinite(old) && Number.isFinite(now))
    .map(([path, old, now]) => ({
      of: name,
      says: `costs ${now > old ? "more" : "less"}: ${path} from ${old} to ${now}`,
      source: bill.source,
    }));
}

/** Endpoints of this kind cost nothing. */
function isGateway(inputs: Inputs): boolean {
  return inputs["vpcEndpointType"] === "Gateway";
}
