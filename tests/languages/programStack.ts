import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { CloudApi } from "../engine/cloud/api";
import { CloudStore } from "../engine/cloud/store";
import { commandsInProcess } from "../engine/commands";
import type { Snapshot } from "../engine/engineStack";
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
    private readonly cloud: CloudStore,
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
    return new ProgramStack(stack, state, cloud, () => {
      providers.close();
      api.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  async up(): Promise<void> {
    await this.stack.up();
  }

  /** Returns how many resources a deployment would create, update and so on. */
  async preview(): Promise<Readonly<Record<string, number>>> {
    return (await this.stack.preview()).changeSummary;
  }

  /** Puts a stack that another program has deployed, and its cloud, in the place of this one's. */
  takeOver({ checkpoint, cloud }: Snapshot): void {
    writeFileSync(this.state, checkpoint);
    this.cloud.write(cloud);
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
