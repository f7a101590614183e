/** Stand-in for the provider of @pulumi/command that runs the real commands. */
import { execa } from "execa";
import { changedInputs, type Inputs } from "../cloud/cloud";
import { serve, type Created, type Provider } from "./serve";

const RUN = "command:local:run";

/** @see https://www.pulumi.com/registry/packages/command/api-docs/local/command/ */
class StandInCommand implements Provider {
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
    return { id: "command", state: { ...inputs, ...(await run(inputs, inputs["create"])) } };
  }

  read(): undefined {
    return undefined;
  }

  async update(_: unknown, __: string, ___: Inputs, inputs: Inputs): Promise<Inputs> {
    return { ...inputs, ...(await run(inputs, inputs["update"] ?? inputs["create"])) };
  }

  delete(): void {
    // The program's commands have nothing to undo.
  }

  async invoke(token: string, inputs: Inputs): Promise<Inputs> {
    if (token !== RUN) throw new Error(`${token} is no function of this stand-in`);
    return { ...inputs, ...(await run(inputs, inputs["command"])) };
  }
}

async function run(inputs: Inputs, command: unknown): Promise<Inputs> {
  const { stdout, stderr } = await execa("/bin/sh", ["-c", String(command)], {
    input: typeof inputs["stdin"] === "string" ? inputs["stdin"] : "",
  });
  return { stdout, stderr };
}

serve(() => new StandInCommand());
