import { UserError } from "../../support/userError";
import { parseArn } from "../../support/arn";
import { run, type Need } from "./programs";
import { StackOutputs } from "./stackOutputs";

const AWS_CLI: Need = {
  purpose: "it opens sessions",
  install: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
};
const PLUGIN: Need = {
  purpose: "the AWS CLI opens sessions through it",
  install:
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
};

/**
 * A shell that reads the profile. Without a document Session Manager starts a plain `sh`, which reads
 * none; whoever opens sessions needs ssm:StartSession on the document as well as on the instance.
 *
 * @see https://github.com/aws/amazon-ssm-agent/issues/420
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html
 */
const LOGIN_SHELL = [
  "--document-name",
  "AWS-StartInteractiveCommand",
  "--parameters",
  JSON.stringify({ command: ["bash --login"] }),
];

/** Opens a shell on a deployed stage's client instance, and resolves when it is left. */
export async function openSession(stage: string): Promise<void> {
  await run("aws", ["--version"], AWS_CLI);
  await run("session-manager-plugin", ["--version"], PLUGIN);
  const outputs = await StackOutputs.read(stage);
  const instance = outputs.get("clientInstanceId");
  const { region } = parseArn(outputs.get("clusterArn"));
  // Ctrl-C is for what runs in the session.
  process.on("SIGINT", () => undefined);
  const args = ["ssm", "start-session", "--target", instance, "--region", region, ...LOGIN_SHELL];
  const { failed, exitCode } = await run("aws", args, AWS_CLI, "inherit");
  if (!failed) return;
  throw new UserError(
    `The session on ${instance} ended with exit code ${exitCode}; the AWS CLI says why above.`,
  );
}
