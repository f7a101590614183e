import type { DeclaredStage } from "./declaredStage";

/** Returns the registries in which connectors of a stage keep or find their records' schemas. */
export function registriesOf({ connectors }: Pick<DeclaredStage, "connectors">): string[] {
  return [
    ...new Set(connectors.flatMap(({ config }) => config["value.converter.registry.name"] ?? [])),
  ];
}
