import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import { python, type Python } from "../helpers/python";

/** Returns Python with Pulumi's SDK, and what pip builds others with. */
export function pulumiPython(): Promise<Python> {
  return python(join(__dirname, "requirements.txt"));
}

/** The package's SDK for Python, where pip has installed it. */
export interface PythonSdk {
  /** What a program needs of the environment to import it. */
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}

/** Has Pulumi make the SDK of the schema, and pip build and install it, without the network. */
export async function installPythonSdk(): Promise<PythonSdk> {
  const { command, env, packages } = await pulumiPython();
  const folder = await mkdtemp(join(tmpdir(), "python-sdk-"));
  const [source, installed] = [join(folder, "source"), join(folder, "installed")];
  await execa("pulumi-sdk", ["python", join(projectRoot, "provider/schema.json"), source]);
  const args = [
    "--quiet",
    "--no-index",
    "--no-deps",
    "--no-build-isolation",
    "--target",
    installed,
  ];
  await execa(command, ["-m", "pip", "install", ...args, source], { env });
  return {
    env: { ...env, PYTHONPATH: [packages, installed].join(delimiter) },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
