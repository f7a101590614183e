import type { Properties } from "../../support/properties";
import type { DeclaredStage, DeclaredConnector } from "./declaredStage";

/** Returns the stage with more in the configuration of each connector, or something else. */
export function withConfig(
  stage: DeclaredStage,
  more: (connector: DeclaredConnector) => Properties,
): DeclaredStage {
  const connectors = stage.connectors.map((connector) => ({
    ...connector,
    config: { ...connector.config, ...more(connector) },
  }));
  return { ...stage, connectors };
}
