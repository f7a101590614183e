import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { buildSync } from "esbuild";
import { cached, cacheDirectory } from "../support/cache";
import { codeRoot } from "../support/projectRoot";

/** Node.js of the functions. */
const NODE = "node24";

/** The functions are TypeScript where this file is, and compiled where it is. */
const SOURCE = extname(__filename);

/** A function's code is bundled once a process, however many programs ask for it. */
const bundled = new Map<string, Promise<string>>();

/**
 * Bundles a function of functions/ with all that it imports, the AWS SDK too: the SDK that Lambda
 * brings along may be older than what the function calls. Resolves to the path of the one file,
 * which lies in the cache under its content's hash.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function functionCode(name: string): Promise<string> {
  const known = bundled.get(name) ?? keep(name, bundle(name));
  bundled.set(name, known);
  return known;
}

/** Returns the same bytes for the same sources, wherever the project lies. */
export function bundle(name: string): Uint8Array {
  const { outputFiles } = buildSync({
    absWorkingDir: codeRoot,
    entryPoints: [`functions/${name}/handler${SOURCE}`],
    bundle: true,
    minify: true,
    platform: "node",
    target: NODE,
    format: "cjs",
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild has made nothing of functions/${name}`);
  return file.contents;
}

function keep(name: string, code: Uint8Array): Promise<string> {
  const hash = createHash("sha256").update(code).digest("hex");
  const path = join(cacheDirectory(), "functions", `${name}-${hash}.js`);
  return cached(path, (temporary) => writeFile(temporary, code));
}
