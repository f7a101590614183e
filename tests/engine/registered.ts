import { z } from "zod";
import type { Plan } from "../../plan/plan";
import type { Snapshot } from "./engineStack";

/** What the engine has of a resource, or the plan, by logical names. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly protect: boolean;
  readonly dependsOn: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
}

const checkpointSchema = z.object({
  checkpoint: z.object({
    latest: z.object({
      // An empty stack has none.
      resources: z
        .array(
          z.object({
            urn: z.string(),
            type: z.string(),
            parent: z.string().default(""),
            protect: z.boolean().default(false),
            dependencies: z.array(z.string()).default([]),
            inputs: z.record(z.string(), z.unknown()).default({}),
            outputs: z.record(z.string(), z.unknown()).default({}),
          }),
        )
        .default([]),
    }),
  }),
});

const NETWORK = "awsx:ec2:Vpc";

/** What the engine keeps of a deployed stack; the stack, providers and what awsx makes left out. */
export function registeredByEngine({ checkpoint }: Pick<Snapshot, "checkpoint">): Registered[] {
  const resources = stateOf(checkpoint);
  const ofProgram = resources.filter(
    ({ urn, type }) => !type.startsWith("pulumi:") && !urn.includes(`${NETWORK}$`),
  );
  const own = new Set(ofProgram.map(({ urn }) => urn));
  return ofProgram.map(({ urn, type, parent, protect, dependencies, inputs }) => ({
    type,
    name: nameOf(urn),
    parent: own.has(parent) ? nameOf(parent) : "",
    protect,
    dependsOn: names(dependencies.filter((dependency) => own.has(dependency))),
    inputs,
  }));
}

/**
 * What the plan says that the engine should have. The ids of the subnets and route tables, which
 * awsx makes out of the plan's sight, are those that the engine has.
 */
export function registeredByPlan({ resources }: Plan, { checkpoint }: Snapshot): Registered[] {
  const real = stateOf(checkpoint).find(({ type }) => type === NETWORK)?.outputs ?? {};
  const planned = resources.find(({ type }) => type === NETWORK)?.state ?? {};
  const ids = idsIn(planned);
  const known = new Map(idsIn(real).map((id, i) => [ids[i] ?? "", id]));
  return resources.map(({ urn, type, parent = "", options, dependsOn, inputs }) => ({
    type,
    name: nameOf(urn),
    parent: nameOf(parent),
    protect: options.protect ?? false,
    dependsOn: names(dependsOn),
    inputs: replaced(inputs, known) as Registered["inputs"],
  }));
}

function stateOf(
  checkpoint: string,
): z.output<typeof checkpointSchema>["checkpoint"]["latest"]["resources"] {
  return checkpointSchema.parse(JSON.parse(checkpoint)).checkpoint.latest.resources;
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

function names(urns: readonly string[]): string[] {
  return [...new Set(urns.map(nameOf))].sort();
}

/** Ids of the subnets and route tables of a network, in the order of its outputs. */
function idsIn(network: Readonly<Record<string, unknown>>): string[] {
  const { privateSubnetIds, publicSubnetIds, routeTables } = networkSchema.parse(network);
  return [...privateSubnetIds, ...publicSubnetIds, ...routeTables.map(({ id }) => id)];
}

const networkSchema = z.object({
  privateSubnetIds: z.array(z.string()),
  publicSubnetIds: z.array(z.string()),
  routeTables: z.array(z.object({ id: z.string() })),
});

function replaced(value: unknown, known: ReadonlyMap<string, string>): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === "string" ? (known.get(inner) ?? inner) : inner,
  );
}
