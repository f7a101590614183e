import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";

/** Folders whose pages are for readers; what is below them belongs to something else. */
const FOLDERS = [
  ".",
  "bootstrap",
  "docs",
  "docs/api",
  "examples/consumer",
  "examples/own-pipeline",
  "examples/python",
  "plugins",
];

/** The project's pages by their paths, from its root. */
export const pages: readonly string[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(projectRoot, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file)),
);

export function readPage(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}
