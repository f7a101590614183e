/** Stand-in for the provider of @pulumi/command. */
import { changedInputs, Cloud, type Inputs, type Subject } from "../cloud/cloud";
import type { CloudStore } from "../cloud/store";
import type { Commands } from "../commands";
import { UNKNOWN, type Created, type Provider } from "./serve";

const RUN = "command:local:run";

/** @see https://www.pulumi.com/registry/packages/command/api-docs/local/command/ */
export class StandInCommand implements Provider {
  readonly #cloud: Cloud;

  constructor(
    store: CloudStore,
    private readonly commands: Commands,
  ) {
    this.#cloud = new Cloud(store);
  }

  check(_: unknown, __: Inputs, news: Inputs): Inputs {
    return news;
  }

  /** A change of the triggers makes the command anew; any other runs its update. */
  diff(_: unknown, olds: Inputs, news: Inputs): ReturnType<Provider["diff"]> {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter((key) => key === "triggers");
    return { changed, replaces, deleteBeforeReplace: false };
  }

  plan(_: unknown, inputs: Inputs): Inputs {
    return { ...inputs, stdout: UNKNOWN, stderr: UNKNOWN };
  }

  async create(subject: Subject, inputs: Inputs): Promise<Created> {
    this.#cloud.perform("create", subject, (resources) => resources);
    return { id: "command", state: await this.run(inputs, inputs["create"]) };
  }

  read(): undefined {
    return undefined;
  }

  update(subject: Subject, _: string, __: Inputs, inputs: Inputs): Promise<Inputs> {
    this.#cloud.perform("update", subject, (resources) => resources);
    return this.run(inputs, inputs["update"] ?? inputs["create"]);
  }

  delete(): void {
    // The program's commands have nothing to undo.
  }

  invoke(token: string, inputs: Inputs): Promise<Inputs> {
    if (token !== RUN) throw new Error(`${token} is no function of this stand-in`);
    return this.run(inputs, inputs["command"]);
  }

  private async run(inputs: Inputs, command: unknown): Promise<Inputs> {
    const stdin = typeof inputs["stdin"] === "string" ? inputs["stdin"] : "";
    return { ...inputs, stdout: await this.commands(String(command), stdin), stderr: "" };
  }
}
