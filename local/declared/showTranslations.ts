import { planStage, type StageOptions } from "./loadStage";
import { ORDERS } from "../startStage";
import { translate, type Translation } from "./translate";

/** What the local run translations of a stage, without starting anything. */
export async function showTranslations(
  options: StageOptions & { readonly records?: number },
): Promise<string> {
  const { translations } = translate(await planStage(options), {
    bootstrapServers: "127.0.0.1:<port>",
    dynamoDbEndpoint: "http://127.0.0.1:<port>",
    secretsEndpoint: "http://127.0.0.1:<port>",
    database: { host: "127.0.0.1", port: "<port>", authority: "<file>" },
    records: options.records ?? ORDERS,
  });
  return describeTranslations(options.stage, translations);
}

/** Changes for people: a block for each place, in it a line for each key and why it translations. */
export function describeTranslations(stage: string, translations: readonly Translation[]): string {
  const places = [...new Set(translations.map(({ where }) => where))];
  return [
    `On this machine stage ${stage} differs in ${translations.length} values; all else is as declared.`,
    ...places.flatMap((place) => [
      "",
      place,
      ...translations.filter(({ where }) => where === place).flatMap(describe),
    ]),
  ].join("\n");
}

function describe({ key, declared, local, why }: Translation): string[] {
  const before = declared ?? "not set";
  const now = local ?? "dropped";
  return [`  ${key}: ${why}`, `    ${before} -> ${now}`];
}
