import { concat, type Input, type Output } from "@pulumi/pulumi";

/** What puts values into a connector's configuration when it starts. */
export interface ConfigProvider {
  /** What references call it. */
  readonly name: string;
  /** Java class, in the connector's own archive. */
  readonly className: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Returns the worker properties that declare config providers. */
export function configProviders(...providers: readonly ConfigProvider[]): Record<string, string> {
  const own = providers.flatMap(({ name, className, parameters }): [string, string][] => [
    [`config.providers.${name}.class`, className],
    ...Object.entries(parameters).map(([key, value]): [string, string] => [
      `config.providers.${name}.param.${key}`,
      value,
    ]),
  ]);
  const names = providers.map(({ name }) => name).join(",");
  return { "config.providers": names, ...Object.fromEntries(own) };
}

/** Returns what stands in a configuration in the place of a value that a provider gives. */
export function reference(provider: string, ...path: readonly Input<string>[]): Output<string> {
  return concat("${", provider, ...path.flatMap((part) => [":", part]), "}");
}
