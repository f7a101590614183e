import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";

/** What TypeScript says of a program. */
export interface Checked {
  /** Files that are the program's, or of packages that are installed in its folder. */
  readonly files: readonly string[];
  /** What is wrong in them, each with its file. */
  readonly faults: readonly string[];
}

/**
 * Checks the program of a folder by its own tsconfig.json, with a file that exports all of these
 * modules. Their declarations are checked too, unlike those of linked packages.
 */
export async function checkTypes(folder: string, modules: readonly string[]): Promise<Checked> {
  const every = join(folder, "every.ts");
  await writeFile(every, modules.map((name, i) => `export * as e${i} from "${name}";`).join("\n"));
  const program = ts.createProgram([join(folder, "index.ts"), every], {
    ...optionsOf(folder),
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
  });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const faults = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return {
    files: own.map(({ fileName }) => fileName),
    faults: faults.map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    ),
  };
}

function optionsOf(folder: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}
