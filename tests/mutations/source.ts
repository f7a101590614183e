import { relative } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../support/projectRoot";

/** The sources of the program, by the path from its folder; tests and tools are none of it. */
export const sources: ReadonlyMap<string, ts.SourceFile> = new Map(
  ts.sys
    .readDirectory(
      projectRoot,
      [".ts"],
      ["**/node_modules", "dist", ".cache", ".pipeline", "plugins", "tests", "tools", "examples"],
    )
    .map((path) => [relative(projectRoot, path), parse(path)]),
);

function parse(path: string): ts.SourceFile {
  const text = ts.sys.readFile(path) ?? "";
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}
