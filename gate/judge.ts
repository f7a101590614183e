import { z } from "zod";
import { isExpress } from "../support/brokerTypes";
import { parseJson } from "../support/json";
import { minutesLeft, minutesOf, type Allowances, type Window } from "./allowances";
import { at, type Change, type Preview } from "./preview";
import {
  CLUSTER,
  CONNECTOR,
  data,
  otherKind,
  RESTART_MINUTES,
  TOPIC,
  restarts,
  type Fact,
} from "./resources";

/** Why a change may not be made as it is, and what would let it. */
export interface Refusal {
  readonly says: string;
  readonly remedy: string;
}

export interface Judged {
  readonly refusals: readonly Refusal[];
  /** Why brokers restart; undefined where they do not. */
  readonly restart: Restart | undefined;
}

export interface Restart {
  readonly reasons: readonly Fact[];
  readonly brokers: number;
  /** Most minutes that it takes. */
  readonly minutes: number;
}

/**
 * Judges a preview by what is allowed. `now` is when the deployment begins; without it the windows
 * must only be long enough.
 */
export function judge(preview: Preview, allowed: Allowances, now: Date | undefined): Judged {
  const restart = restartOf(preview);
  const refusals = [
    ...preview.errors.map((error) => ({ says: `The preview failed: ${error}`, remedy: "Fix it." })),
    ...preview.changes.flatMap((change) => lossOf(change, allowed)),
    ...preview.changes.flatMap(migrationOf),
    ...preview.changes.flatMap(tierOf),
    ...preview.changes.flatMap(formatOf),
    ...(restart === undefined ? [] : untimely(restart, allowed.windows, now)),
    ...(restart === undefined ? [] : together(preview)),
  ];
  return { refusals, restart };
}

function lossOf({ kind, type, name }: Change, allowed: Allowances): Refusal[] {
  const lost = data[type];
  if (lost === undefined || (kind !== "replace" && kind !== "delete")) return [];
  if (allowed[kind].includes(name)) return [];
  const verb = kind === "replace" ? "replaced" : "deleted";
  return [
    {
      says: `${name} would be ${verb}: ${lost.says} would be lost (${type})`,
      remedy: `allow-${kind}:${name}`,
    },
  ];
}

/** No label allows it: MSK has refused it, or has made brokers of another type than was asked for. */
function migrationOf({ kind, type, name, before, after }: Change): Refusal[] {
  if (type !== CLUSTER || kind !== "update") return [];
  const from = String(at(before, INSTANCE_TYPE));
  const to = String(at(after, INSTANCE_TYPE));
  if (isExpress(from) === isExpress(to)) return [];
  return [
    {
      says: `${name} has ${from} and would get ${to}: ${otherKind.says} (${otherKind.source})`,
      remedy: "Do it as docs/operations.md#from-standard-to-express-brokers says.",
    },
  ];
}

/** No label allows it, since nobody documents that Amazon MSK does it without losing records. */
function tierOf({ kind, type, name, before, after }: Change): Refusal[] {
  if (type !== TOPIC || kind !== "update" || !isTiered(before) || isTiered(after)) return [];
  return [
    {
      says: `${name} would leave tiered storage, and its records there would be lost`,
      remedy: "Do it as docs/operations.md#tiered-storage says.",
    },
  ];
}

function isTiered(topic: Change["before"]): boolean {
  const configs = parseJson(String(at(topic, "configs")));
  return tieredSchema.safeParse(configs).success;
}

const tieredSchema = z.object({ "remote.storage.enable": z.literal("true") });

/** No label allows it: sinks would meet records that their converter cannot read. */
function formatOf({ type, name, before, after }: Change): Refusal[] {
  if (type !== CONNECTOR) return [];
  const [old, now] = [before, after].map((inputs) => sourceSchema.safeParse(inputs).data);
  if (old === undefined || now === undefined) return [];
  const [from, to] = [old, now].map((source) => source.connectorConfiguration[VALUE_CONVERTER]);
  if (from === to) return [];
  return [
    {
      says: `${name} would write values with ${to} instead of ${from}, while sinks have yet to read what it wrote`,
      remedy: "Do it as docs/operations.md#format-of-the-records says.",
    },
  ];
}

const VALUE_CONVERTER = "value.converter";

/** A connector that names its values' converter and no topics to read. */
const sourceSchema = z.object({
  connectorConfiguration: z
    .looseObject({ [VALUE_CONVERTER]: z.string() })
    .refine((config) => !("topics" in config) && !("topics.regex" in config)),
});

const INSTANCE_TYPE = "brokerNodeGroupInfo.instanceType";

/** The brokers restart where a cluster that stays gets another value of some inputs. */
function restartOf({ changes, settings }: Preview): Restart | undefined {
  const reasons = changes
    .filter(({ kind }) => kind === "update")
    .flatMap(({ type, changed }) =>
      Object.entries(restarts[type] ?? {})
        .filter(([input]) => changed.some((path) => path === input || path.startsWith(`${input}.`)))
        .map(([, fact]) => fact),
    );
  const replaced = changes.some(({ type, kind }) => type === CLUSTER && kind !== "update");
  if (reasons.length === 0 || replaced) return undefined;
  const cluster = changes.find(({ type }) => type === CLUSTER);
  const brokers = Number(cluster ? at(cluster.after, "numberOfBrokerNodes") : settings["brokers"]);
  const distinct = [...new Map(reasons.map((fact) => [fact.says, fact])).values()];
  return { reasons: distinct, brokers, minutes: brokers * RESTART_MINUTES };
}

function untimely(
  { brokers, minutes, reasons }: Restart,
  windows: readonly Window[],
  now: Date | undefined,
): Refusal[] {
  const hours = Math.ceil(minutes / 60);
  const remedy = `allow-broker-restart:<day>[-<day>]:<hh>-<hh>, of ${hours} h at least`;
  const why = `${brokers} brokers would restart (${reasons.map(({ says }) => says).join(", ")}), for up to ${minutes} minutes`;
  if (windows.length === 0) return [{ says: `${why}, and no window is named`, remedy }];
  const long = windows.filter((window) => minutesOf(window) >= minutes);
  const names = windows.map(({ text }) => text).join(", ");
  if (long.length === 0) return [{ says: `${why}, which is longer than ${names}`, remedy }];
  if (now === undefined || long.some((window) => minutesLeft(window, now) >= minutes)) return [];
  return [
    {
      says: `${why}, and it is ${now.toISOString().slice(0, 16)}Z: there is not so much left of ${names}`,
      remedy: "Run the job again when the window has begun.",
    },
  ];
}

/**
 * A connector that cannot reach a broker while it starts fails, and nobody could tell which of the
 * two changes was to blame.
 */
function together({ changes }: Preview): Refusal[] {
  const connectors = changes.filter(({ type }) => type === CONNECTOR);
  if (connectors.length === 0) return [];
  const names = connectors.map(({ name }) => name).join(", ");
  return [
    {
      says: `Brokers would restart while connectors change: ${names}`,
      remedy: "Deploy the one, then the other.",
    },
  ];
}
