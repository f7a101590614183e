import { planStage, type StageOptions } from "./declared/planStage";
import { ORDERS } from "./pipelines/orders/flow";
import { translate, type Translation } from "./declared/translate";

/** Describes what differs from a stage on this machine, without starting anything. */
export async function showTranslations(
  options: StageOptions & { readonly records?: number },
): Promise<string> {
  const { translations } = translate(await planStage(options), {
    bootstrapServers: "127.0.0.1:<port>",
    dynamoDbEndpoint: "http://127.0.0.1:<port>",
    s3Endpoint: "http://127.0.0.1:<port>",
    secretsEndpoint: "http://127.0.0.1:<port>",
    schemasEndpoint: "http://127.0.0.1:<port>",
    database: { host: "127.0.0.1", port: "<port>", authority: "<file>" },
    records: options.records ?? ORDERS,
  });
  return describeTranslations(options.stage, translations);
}

/** Writes translations for people: a block for each place, in it each key, why and how it differs. */
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
