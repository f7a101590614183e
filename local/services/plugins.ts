import { basename, resolve } from "node:path";
import { prepareArchives } from "../../archives/prepare";
import { programRoot } from "../../support/program";
import type { DeclaredStage } from "../declared/declaredStage";
import type { Context } from "./context";

/**
 * Builds or downloads the connectors' plugin archives, as a deployment does; resolves to their
 * paths. Throws UserError for one that cannot be had.
 */
export function preparePlugins(
  { view }: Context,
  { connectors }: DeclaredStage,
): Promise<string[]> {
  const plugins = new Map(connectors.map(({ plugin }) => [plugin.name, plugin]));
  return view.step(
    "Connector plugins",
    async () => {
      const prepared = await prepareArchives([...plugins.values()]);
      return prepared.map(({ path }) => resolve(programRoot(), path));
    },
    (paths) => paths.map((path) => basename(path)).join(", "),
  );
}
