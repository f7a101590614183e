import { z } from "zod";
import { outputsSchema } from "../../outputs/schema";
import { UserError } from "../../support/userError";
import { projectRoot } from "../../support/projectRoot";
import { run } from "../../support/programs";

/** What the commands read of a stage's outputs; others may be there. */
const read = outputsSchema
  .pick({
    bootstrapServers: true,
    clusterArn: true,
    tables: true,
    connectorArns: true,
    logGroups: true,
    schemaRegistry: true,
    clientInstanceId: true,
    databaseClusterArn: true,
    databaseEngine: true,
    databaseSecretArn: true,
  })
  .partial();

export type Outputs = z.output<typeof read>;

const DEPLOYED = "the stage is deployed as the program is now: deploy it with pulumi up";
const WITH_CLIENT = "setting kafkaClient is true and the stage is deployed with it";
const WITH_DATABASE = "setting pipeline is cdc or all and the stage is deployed with it";

/** When there is such an output. */
const conditions: Readonly<Record<keyof Outputs, string>> = {
  bootstrapServers: DEPLOYED,
  clusterArn: DEPLOYED,
  tables: DEPLOYED,
  connectorArns: DEPLOYED,
  logGroups: DEPLOYED,
  schemaRegistry: "setting recordFormat is avro and the stage is deployed with it",
  clientInstanceId: WITH_CLIENT,
  databaseClusterArn: WITH_DATABASE,
  databaseEngine: WITH_DATABASE,
  databaseSecretArn: WITH_DATABASE,
};

/** Outputs of a deployed stage. */
export class StackOutputs {
  constructor(
    readonly stage: string,
    private readonly outputs: Outputs,
  ) {}

  /** Asks the Pulumi CLI; throws UserError with what Pulumi says where it cannot tell. */
  static async read(stage: string): Promise<StackOutputs> {
    return new StackOutputs(stage, parse(stage, await stackOutputJson(stage)));
  }

  /** Returns an output that not every stage has. */
  find<Name extends keyof Outputs>(name: Name): Outputs[Name] {
    return this.outputs[name];
  }

  /** Returns an output; throws UserError that says which setting adds it. */
  get<Name extends keyof Outputs>(name: Name): NonNullable<Outputs[Name]> {
    const value = this.outputs[name];
    if (value !== undefined) return value;
    throw new UserError(
      `Stage ${this.stage} has no output ${name}. It has one when ${conditions[name]}.`,
    );
  }
}

async function stackOutputJson(stage: string): Promise<string> {
  const args = ["stack", "output", "--json", "--non-interactive", "--stack", stage];
  const asked = await run("pulumi", [...args, "--cwd", projectRoot], {
    purpose: "it tells the outputs of a deployed stage",
    install: "https://www.pulumi.com/docs/iac/download-install/",
  });
  if (!asked.failed) return asked.stdout;
  const said = asked.stderr.trim() || asked.stdout.trim();
  throw new UserError(
    `Pulumi cannot tell the outputs of stage ${stage}. It says:\n${said}\n${remedy(stage, said)}`,
  );
}

/** Returns what to do about what Pulumi says. */
function remedy(stage: string, message: string): string {
  if (/no stack named|no stack selected/.test(message)) {
    return `Deploy it first, with pulumi up --stack ${stage}, or name another stage with --stage.`;
  }
  if (/PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i.test(message)) {
    return "Log in to where the stages' state is kept, with pulumi login.";
  }
  return `Try it yourself: pulumi stack output --stack ${stage}`;
}

function parse(stage: string, json: string): Outputs {
  const { success, data, error } = read.safeParse(JSON.parse(json));
  if (success) return data;
  throw new UserError(
    `The outputs of stage ${stage} are not those of this program:\n${z.prettifyError(error)}`,
  );
}
