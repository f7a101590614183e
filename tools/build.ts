/** `npm run build`: compiles what the package has into dist/, and puts beside it what is no code. */
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../support/projectRoot";

const DIST = join(packageRoot, "dist");

/** What the compiled code reads beside itself, and what makes a policy pack of the compiled rules. */
const BESIDE = [
  "local/report/page.css",
  "local/services/LoopbackDynamoDb.java",
  "local/ui/browser",
  "provider/schema.json",
  ...["package.json", "PulumiPolicy.yaml", "dev.json", "staging.json", "prod.json"].map(
    (file) => `policy/${file}`,
  ),
];

async function build(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await execa("tsc", ["-p", "tsconfig.build.json"], {
    cwd: packageRoot,
    preferLocal: true,
    stdio: "inherit",
  });
  for (const path of BESIDE) {
    // What checks the types of the page's code extends this project's.
    const filter = (file: string): boolean => basename(file) !== "tsconfig.json";
    cpSync(join(packageRoot, path), join(DIST, path), { recursive: true, filter });
  }
}

void build();
