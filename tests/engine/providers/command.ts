/** Stand-in for the provider of @pulumi/command. */
import { changedInputs, type Inputs } from "../cloud/cloud";
import type { Commands } from "../commands";
import type { Created, Provider } from "./serve";

const RUN = "command:local:run";

/** @see https://www.pulumi.com/registry/packages/command/api-docs/local/command/ */
export class StandInCommand implements Provider {
  constructor(private readonly commands: Commands) {}

  check(_: unknown, __: Inputs, news: Inputs): Inputs {
    return news;
  }

  /** A change of the triggers makes the command anew; any other runs its update. */
  diff(_: unknown, olds: Inputs, news: Inputs): ReturnType<Provider["diff"]> {
    const changed = changedInputs(olds, news);
    const replaces = changed.filter((key) => key === "triggers");
    return { changed, replaces, deleteBeforeReplace: false };
  }

  async create(_: unknown, inputs: Inputs): Promise<Created> {
    return { id: "command", state: await this.run(inputs, inputs["create"]) };
  }

  read(): undefined {
    return undefined;
  }

  update(_: unknown, __: string, ___: Inputs, inputs: Inputs): Promise<Inputs> {
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
