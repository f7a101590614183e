import {
  GetCommandInvocationCommand,
  InvalidInstanceId,
  InvocationDoesNotExist,
  SendCommandCommand,
  type CommandInvocationStatus,
  type GetCommandInvocationResult,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { UserError } from "../../support/userError";
import { until } from "../../support/waiting";

/** Systems Manager passes on no more characters of an output. */
const MOST_CHARACTERS = 24_000;

/** Seconds that an instance may take to take the command, besides the time that it runs. */
const DELIVERY_SECONDS = 60;

export interface RemoteScript {
  readonly instanceId: string;
  /** For sh, as root. */
  readonly script: string;
  /** Seconds that it may run. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

export interface RemoteOutput {
  readonly text: string;
  /** What it wrote to stderr, the first 8,000 characters. */
  readonly errors: string;
  /** Whether more was written than Systems Manager passes on. */
  readonly cut: boolean;
}

/** Runs a script on an instance by SSM Run Command; throws UserError when it fails. */
export async function runRemotely(
  client: SSMClient,
  { instanceId, script, seconds, signal }: RemoteScript,
  pollMs = 1_000,
): Promise<RemoteOutput> {
  const commandId = await send(client, instanceId, script, seconds);
  const result = await until(() => resultOf(client, commandId, instanceId), {
    signal,
    otherwise: `Client instance ${instanceId} did not come to the end of command ${commandId}`,
    seconds: seconds + DELIVERY_SECONDS,
    everyMs: pollMs,
  });
  const { Status: status = "in no state", StandardOutputContent: text = "" } = result;
  const { StandardErrorContent: errors = "" } = result;
  if (status === "Success") return { text, errors, cut: text.length >= MOST_CHARACTERS };
  throw new UserError(
    `The command on client instance ${instanceId} is ${status}. It says:\n${errors.trim() || "nothing"}`,
  );
}

async function send(
  client: SSMClient,
  instanceId: string,
  script: string,
  seconds: number,
): Promise<string> {
  try {
    const { Command: command } = await client.send(
      new SendCommandCommand({
        InstanceIds: [instanceId],
        DocumentName: "AWS-RunShellScript",
        Parameters: { commands: [script], executionTimeout: [String(seconds)] },
        TimeoutSeconds: DELIVERY_SECONDS,
      }),
    );
    return command?.CommandId ?? "";
  } catch (error) {
    if (!(error instanceof InvalidInstanceId)) throw error;
    throw new UserError(
      `Client instance ${instanceId} takes no commands. It must run, and after its start it takes some minutes until Systems Manager knows it.`,
    );
  }
}

/**
 * Returns the result of a command that has ended; undefined for one that has not. The SDK's own
 * waitUntilCommandExecuted takes every refusal, such as AccessDenied, for a reason to ask again.
 */
async function resultOf(
  client: SSMClient,
  commandId: string,
  instanceId: string,
): Promise<GetCommandInvocationResult | undefined> {
  const asked = new GetCommandInvocationCommand({ CommandId: commandId, InstanceId: instanceId });
  try {
    const result = await client.send(asked);
    return isOver(result.Status) ? result : undefined;
  } catch (error) {
    // A command is known some moments after it was sent.
    if (error instanceof InvocationDoesNotExist) return undefined;
    throw error;
  }
}

function isOver(status: CommandInvocationStatus | undefined): boolean {
  return status !== "Pending" && status !== "InProgress" && status !== "Delayed";
}
