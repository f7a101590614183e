import { planPipeline, type StageOptions } from "./loadPipeline";
import { ORDERS } from "./start";
import { translate, type Change } from "./translate";

/** What the local run changes of a stage, without starting anything. */
export async function showChanges(
  options: StageOptions & { readonly records?: number },
): Promise<string> {
  const { changes } = translate(await planPipeline(options), {
    bootstrapServers: "127.0.0.1:<port>",
    dynamoDbEndpoint: "http://127.0.0.1:<port>",
    secretsEndpoint: "http://127.0.0.1:<port>",
    database: { host: "127.0.0.1", port: "<port>" },
    records: options.records ?? ORDERS,
  });
  return describeChanges(options.stage, changes);
}

/** Changes for people: a block for each place, in it a line for each key and why it changes. */
export function describeChanges(stage: string, changes: readonly Change[]): string {
  const places = [...new Set(changes.map(({ where }) => where))];
  return [
    `On this machine stage ${stage} differs in ${changes.length} values; all else is as declared.`,
    ...places.flatMap((place) => [
      "",
      place,
      ...changes.filter(({ where }) => where === place).flatMap(describe),
    ]),
  ].join("\n");
}

function describe({ key, declared, local, why }: Change): string[] {
  const before = declared ?? "not set";
  const now = local ?? "dropped";
  return [`  ${key}: ${why}`, `    ${before} -> ${now}`];
}
