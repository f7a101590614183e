import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, PreviewOptions, Stack } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { CloudApi, CONNECTOR } from "./cloud/api";
import { CloudStore, type CloudState } from "./cloud/store";
import { commandsByShell, commandsInProcess, type Archives, type Commands } from "./commands";
import { freshProgram, InlineProgram } from "./inlineProgram";
import { printedByCli, printedPreview } from "./jsonPreviews";
import { createStack, environment, type Place } from "./place";
import { startProviders } from "./providers/start";
import { makeFolder, makeProject } from "./stackFolder";

/** A step of the engine: what it does to a resource, in the order in which it does it. */
export interface Step {
  /** Such as create, update, same, create-replacement, delete-replaced. */
  readonly op: string;
  readonly type: string;
  /** Logical name in the program. */
  readonly resource: string;
  readonly urn: string;
}

/** Values as they stand in a stage's file; one that is undefined is left to its default. */
export type SettingValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface EngineOptions {
  readonly settings?: SettingValues;
  /**
   * What runs instead of index.ts.
   * @default - index.ts
   */
  readonly program?: () => unknown;
  /**
   * Whether the program's commands are started, as at a deployment, and Maven builds the archives;
   * or this process does what they do, which is quicker.
   * @default false
   */
  readonly startsCommands?: boolean;
}

/** Who runs the program. */
export interface Start {
  /**
   * Whether Pulumi starts it, as at a deployment, or has this process run it, which is quicker; but
   * a program that fails in an output, not at its top level, need not end here.
   * @default false
   */
  readonly startsProgram?: boolean;
}

export interface UpOptions extends Start {
  /** URNs of what shall be made anew. */
  readonly replace?: readonly string[];
  /** Operations at a time. */
  readonly parallel?: number;
  /** Whether Pulumi asks the providers first what is there. */
  readonly refresh?: boolean;
}

/** Policy packs that judge a preview, and the levels of their rules. */
type Policies = Pick<PreviewOptions, "policyPacks" | "policyPackConfigs">;

/** A stack at one moment, to which it can be brought back. */
export interface Snapshot {
  readonly checkpoint: string;
  readonly stageFile: string;
  readonly cloud: CloudState;
}

const PROJECT = "msk-pipeline";
const stageFileSchema = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

/** A stage of a program on the real engine, with stand-ins for the providers and for the cloud. */
export class EngineStack {
  private constructor(
    private readonly place: Place,
    private readonly stack: Stack,
    private readonly program: InlineProgram,
    private readonly stop: () => void,
    /** What is in the cloud. */
    readonly cloud: CloudStore,
    /** What the archives of plugins hold; where commands are started, their own content. */
    readonly archives: Archives,
    /** What runs the program's commands. */
    readonly commands: Commands,
  ) {}

  /** Makes an empty stack of a stage, in a folder of its own that `close` removes. */
  static async open(stage: string, options: EngineOptions = {}): Promise<EngineStack> {
    const { settings = {}, program = freshProgram("."), startsCommands } = options;
    const folder = makeFolder();
    const cloud = new CloudStore();
    const archives = { release: "1" };
    const api = await CloudApi.listen(cloud);
    const commands = startsCommands
      ? commandsByShell(api)
      : commandsInProcess(api, folder, archives);
    const providers = await startProviders(cloud, commands);
    const place = { folder, project: PROJECT, env: environment(folder, providers) };
    const inline = new InlineProgram(program);
    const stack = await createStack(place, stage);
    const stop = (): void => {
      providers.close();
      api.close();
      rmSync(folder, { recursive: true, force: true });
    };
    const engineStack = new EngineStack(place, stack, inline, stop, cloud, archives, commands);
    engineStack.set(settings);
    return engineStack;
  }

  /**
   * Makes an empty stack of another project, such as examples/consumer, in the same cloud and backend;
   * it ends with this one.
   */
  async beside(source: string, settings: SettingValues): Promise<EngineStack> {
    const { folder, env } = this.place;
    const place = { folder, project: makeProject(folder, source), env };
    const stack = await createStack(place, this.stage);
    const program = new InlineProgram(freshProgram(source));
    const { cloud, archives, commands } = this;
    const stop = (): void => undefined;
    const neighbour = new EngineStack(place, stack, program, stop, cloud, archives, commands);
    neighbour.set(settings);
    return neighbour;
  }

  get stage(): string {
    return this.stack.name;
  }

  set(settings: SettingValues): void {
    const { config, ...others } = stageFileSchema.parse(
      parse(readFileSync(this.stageFile, "utf8")),
    );
    const changed = Object.fromEntries(
      Object.entries(settings).map(
        ([key, value]) => [`${this.place.project}:${key}`, value] as const,
      ),
    );
    const text = stringify({ ...others, config: { ...config, ...changed } });
    writeFileSync(this.stageFile, text);
  }

  up({ replace = [], startsProgram, ...options }: UpOptions = {}): Promise<Step[]> {
    const program = this.inline(startsProgram);
    return this.steps((onEvent) =>
      this.stack.up({ onEvent, ...program, replace: [...replace], ...options }),
    );
  }

  preview({ startsProgram, ...policies }: Start & Policies = {}): Promise<Step[]> {
    const program = this.inline(startsProgram);
    return this.steps((onEvent) => this.stack.preview({ onEvent, ...program, ...policies }));
  }

  /** Previews, and returns what Pulumi prints with `--json`. Rejects where the preview fails. */
  async previewJson(): Promise<string> {
    let printed = "";
    await this.steps(async () => {
      printed = await printedPreview(this.stack, this.program.run);
    });
    return printed;
  }

  /** Runs the CLI's own preview, as a workflow does, and returns what it prints, failed or not. */
  previewByCli(): Promise<string> {
    return printedByCli(this.stack);
  }

  refresh(): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.refresh({ onEvent }));
  }

  previewDestroy(): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.destroy({ onEvent, previewOnly: true }));
  }

  destroy(options: Pick<UpOptions, "parallel"> = {}): Promise<Step[]> {
    return this.steps((onEvent) => this.stack.destroy({ onEvent, ...options }));
  }

  /** Names of the connectors that are there. */
  connectors(): string[] {
    return this.cloud
      .read()
      .resources.filter(({ type }) => type === CONNECTOR)
      .map(({ name = "" }) => name)
      .sort();
  }

  snapshot(): Snapshot {
    return {
      checkpoint: readFileSync(this.checkpoint, "utf8"),
      stageFile: readFileSync(this.stageFile, "utf8"),
      cloud: this.cloud.read(),
    };
  }

  restore({ checkpoint, stageFile, cloud }: Snapshot): void {
    writeFileSync(this.checkpoint, checkpoint);
    writeFileSync(this.stageFile, stageFile);
    this.cloud.write(cloud);
  }

  close(): void {
    this.stop();
  }

  private inline(startsProgram = false): Pick<PreviewOptions, "program"> {
    return startsProgram ? {} : { program: this.program.run };
  }

  private get stageFile(): string {
    return join(this.place.folder, this.place.project, `Pulumi.${this.stack.name}.yaml`);
  }

  /** Where Pulumi's file backend keeps the state of the stack. */
  private get checkpoint(): string {
    const { folder, project } = this.place;
    return join(folder, "state", ".pulumi", "stacks", project, `${this.stack.name}.json`);
  }

  private async steps(
    run: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
  ): Promise<Step[]> {
    const steps: Step[] = [];
    const traced = Error.stackTraceLimit;
    // Pulumi takes one of each of its promises, in a third of the time that a run takes.
    Error.stackTraceLimit = 0;
    try {
      await run(({ resourcePreEvent }) => {
        if (resourcePreEvent === undefined) return;
        const { op, type, urn } = resourcePreEvent.metadata;
        steps.push({ op, type, resource: urn.split("::").at(-1) ?? "", urn });
      });
    } finally {
      Error.stackTraceLimit = traced;
      this.program.end();
    }
    return steps;
  }
}
