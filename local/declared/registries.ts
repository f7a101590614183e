import type { DeclaredConnector } from "./declaredStage";

/** Connectors, as far as it matters here. */
interface Configured {
  readonly connectors: readonly Pick<DeclaredConnector, "config">[];
}

/** Returns the registries in which connectors of a stage keep or find their records' schemas. */
export function registriesOf({ connectors }: Configured): string[] {
  return [
    ...new Set(connectors.flatMap(({ config }) => config["value.converter.registry.name"] ?? [])),
  ];
}
