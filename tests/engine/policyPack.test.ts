import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { EngineStack, type SettingValues } from "./engineStack";

/** What the CLI's language host does to run a pack; the one of tests/engine/cli/build runs none. */
const ANALYZER = `#!/bin/sh
exec node "$(node -p "require.resolve('@pulumi/pulumi/cmd/run-policy-pack')")" "$@"
`;

const load = createRequire(__filename);
const stageFile = z.object({
  config: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** Runs the program of a new project anew, with each of its modules. */
function freshProgramOf(project: string): unknown {
  const own = Object.keys(load.cache).filter(
    (file) => file.startsWith(project) && !file.includes("node_modules"),
  );
  for (const file of own) load.cache[file] = undefined;
  return load(join(project, "index.ts"));
}

/** Reads the settings of stage dev of a new project. */
function stageOf(program: string): SettingValues {
  const { config } = stageFile.parse(parse(readFileSync(join(program, "Pulumi.dev.yaml"), "utf8")));
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value]),
  );
}

describe("The package's policy pack, on Pulumi's engine", function () {
  this.timeout(600_000);
  const { PATH: path } = process.env;
  let folder: string;
  let installed: InstalledPackage;
  let engine: EngineStack;

  before(async () => {
    installed = await installPackage();
    folder = mkdtempSync(join(tmpdir(), "policy-pack-"));
    const { stdout: pulumi } = await execa("which", ["pulumi"]);
    // By itself: beside its language host the engine would ask that.
    copyFileSync(realpathSync(pulumi), join(folder, "pulumi"));
    writeFileSync(join(folder, "pulumi-analyzer-policy-nodejs"), ANALYZER, { mode: 0o755 });
    process.env["PATH"] = [folder, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
    engine = await EngineStack.open("dev", {
      program: () => freshProgramOf(installed.program),
      settings: { file: "/etc/os-release", ...stageOf(installed.program) },
    });
  });
  after(async () => {
    process.env["PATH"] = path;
    engine.close();
    rmSync(folder, { recursive: true });
    await installed.remove();
  });

  /** Previews the new project with the levels of a stage. */
  function preview(levels: string): Promise<unknown> {
    const pack = join(installed.folder, "dist/policy");
    return engine.preview({
      policyPacks: [pack],
      policyPackConfigs: [join(pack, `${levels}.json`)],
    });
  }

  it("lets a new project pass at the levels of dev", async () => {
    await preview("dev");
  });

  it("refuses it at those of prod, and says what is missing", async () => {
    await assert.rejects(preview("prod"), /\[mandatory\] +dynamodb-recovery +\(aws:dynamodb/);
  });
});
