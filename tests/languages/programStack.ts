import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { CloudApi } from "../engine/cloud/api";
import { CloudStore } from "../engine/cloud/store";
import { commandsInProcess } from "../engine/commands";
import { createStack, environment } from "../engine/place";
import { startProviders } from "../engine/providers/start";
import { registeredByEngine, type Registered } from "../engine/registered";
import { writePlugins } from "../engine/stackFolder";
import type { InstalledPackage } from "../helpers/installedPackage";
import { copyProject, type Project } from "./project";

/**
 * A program in any language that has our package installed beside it, on Pulumi's engine with
 * stand-ins for the other providers and the cloud.
 */
export class ProgramStack {
  private constructor(
    private readonly stack: Stack,
    private readonly state: string,
    private readonly stop: () => void,
  ) {}

  /** Makes an empty stack of a project, whose files it copies. */
  static async open(installed: InstalledPackage, project: Project): Promise<ProgramStack> {
    const { name, env } = project;
    const folder = mkdtempSync(join(tmpdir(), "language-"));
    copyProject(installed, project, join(folder, name));
    mkdirSync(join(folder, "state"));
    writePlugins(folder);
    const cloud = new CloudStore();
    const api = await CloudApi.listen(cloud);
    const providers = await startProviders(cloud, commandsInProcess(api, folder, { release: "1" }));
    const place = { folder, project: name, env: { ...environment(folder, providers), ...env } };
    const stack = await createStack(place, "dev");
    const state = join(folder, "state", ".pulumi", "stacks", name, "dev.json");
    return new ProgramStack(stack, state, () => {
      providers.close();
      api.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** Deploys, and returns what Pulumi prints. */
  async up(): Promise<string> {
    return (await this.stack.up()).stdout;
  }

  async preview(): Promise<string> {
    return (await this.stack.preview()).stdout;
  }

  async destroy(): Promise<void> {
    await this.stack.destroy();
  }

  /** What the engine has of the deployed program. */
  registered(): Registered[] {
    return registeredByEngine({ checkpoint: readFileSync(this.state, "utf8") });
  }

  close(): void {
    this.stop();
  }
}
