import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import { z } from "zod";
import { quoted } from "../../support/shell";
import { projectRoot } from "../../support/projectRoot";
import { CloudApi, CONNECTOR } from "./cloud/api";
import { CloudStore } from "./cloud/store";

/** A step of the engine: what it does to a resource, in the order in which it does it. */
export interface Step {
  /** Such as create, update, same, create-replacement, delete-replaced. */
  readonly op: string;
  readonly type: string;
  /** Logical name in the program. */
  readonly resource: string;
  readonly urn: string;
}

const PROVIDERS = ["aws", "awsx", "command"] as const;

/** A stage of the program on the real engine, with stand-ins for the providers and for the cloud. */
export class EngineStack {
  private constructor(
    private readonly folder: string,
    private readonly stack: Stack,
    private readonly api: CloudApi,
    /** What is in the cloud. */
    readonly cloud: CloudStore,
  ) {}

  /**
   * Makes an empty stack of a stage, in a folder of its own that `close` removes. `program` is
   * TypeScript to run instead of index.ts.
   */
  static async open(
    stage: string,
    settings: Readonly<Record<string, string>> = {},
    program?: string,
  ): Promise<EngineStack> {
    const folder = mkdtempSync(join(tmpdir(), "engine-"));
    const cloudFile = join(folder, "cloud.json");
    const workDir = projectCopy(folder, program);
    const cloud = new CloudStore(cloudFile);
    const api = await CloudApi.listen(cloud);
    const envVars = { ...environment(folder, cloudFile), ...awsEnvironment(api) };
    const stack = await LocalWorkspace.createStack(
      { stackName: stage, workDir },
      { envVars, pulumiHome: join(folder, "home") },
    );
    const engineStack = new EngineStack(folder, stack, api, cloud);
    await engineStack.set(settings);
    return engineStack;
  }

  /** Sets settings; `name[0]` is the first item of a list. */
  async set(settings: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(settings)) {
      await this.stack.setConfig(`msk-pipeline:${key}`, { value }, key.endsWith("]"));
    }
  }

  /** Leaves a setting to its default. */
  unset(key: string): Promise<void> {
    return this.stack.removeConfig(`msk-pipeline:${key}`);
  }

  /** `replace` are URNs of what shall be made anew. */
  up({ replace = [] }: { readonly replace?: readonly string[] } = {}): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.up({ onEvent, replace: [...replace] }));
  }

  preview(): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.preview({ onEvent }));
  }

  refresh(): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.refresh({ onEvent }));
  }

  destroy(): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.destroy({ onEvent }));
  }

  /** Names of the connectors that are there. */
  connectors(): string[] {
    return this.cloud
      .read()
      .resources.filter(({ type }) => type === CONNECTOR)
      .map(({ name = "" }) => name)
      .sort();
  }

  close(): void {
    this.api.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async steps(
    run: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
  ): Promise<Step[]> {
    const steps: Step[] = [];
    await run(({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined) return;
      const { op, type, urn } = resourcePreEvent.metadata;
      steps.push({ op, type, resource: urn.split("::").at(-1) ?? "", urn });
    });
    return steps;
  }
}

/** The project by links, with stage files of its own: Pulumi writes into them. */
function projectCopy(folder: string, program?: string): string {
  const copy = join(folder, "project");
  mkdirSync(copy);
  for (const name of readdirSync(projectRoot)) {
    if (name === ".git") continue;
    const [from, to] = [join(projectRoot, name), join(copy, name)];
    if (name === "index.ts" && program !== undefined) writeFileSync(to, program);
    else if (/^Pulumi\..*yaml$/.test(name)) cpSync(from, to);
    else symlinkSync(from, to);
  }
  return copy;
}

function environment(folder: string, cloudFile: string): Record<string, string> {
  const home = join(folder, "home");
  const state = join(folder, "state");
  mkdirSync(state);
  for (const name of PROVIDERS) writeProvider(home, name);
  return {
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "of this run",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    STAND_IN_CLOUD: cloudFile,
  };
}

/** Has the commands of a deployment ask the stand-in, as nobody. */
function awsEnvironment({ url }: CloudApi): Record<string, string> {
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none" };
}

/** Puts a provider's program where the engine looks for that provider's plugin. */
function writeProvider(home: string, name: (typeof PROVIDERS)[number]): void {
  const directory = join(home, "plugins", `resource-${name}-v${versionOf(name)}`);
  mkdirSync(directory, { recursive: true });
  const program = join(__dirname, "providers", `${name}.ts`);
  const tsx = require.resolve("tsx");
  const script = `#!/bin/sh\nexec node --import ${quoted(tsx)} ${quoted(program)} "$@"\n`;
  writeFileSync(join(directory, `pulumi-resource-${name}`), script, { mode: 0o755 });
}

/** The version that the program's package asks the engine for. */
function versionOf(name: (typeof PROVIDERS)[number]): string {
  const file = require.resolve(`@pulumi/${name}/package.json`);
  return packageSchema.parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

const packageSchema = z.object({ version: z.string() });
