import { z } from "zod";
import { refusal, served, serveAwsJson, type Answer } from "./awsJson";

/** Secrets by name or ARN, each a JSON object. */
export type Secrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

const requestSchema = z.object({ SecretId: z.string() });

/**
 * Stands in for AWS Secrets Manager as far as a connector needs it, so that passwords get to it
 * here as they do on AWS: by its config provider, never through its configuration or a file.
 */
export async function serveSecrets(
  secrets: Secrets,
  port: number,
  signal: AbortSignal,
): Promise<void> {
  await serveAwsJson(port, signal, (operation, input) => answer(secrets, operation, input));
}

function answer(secrets: Secrets, operation: string, input: unknown): Answer {
  if (operation !== "secretsmanager.GetSecretValue") {
    return refusal("InvalidRequestException", "Only GetSecretValue is served here.");
  }
  const { SecretId: id } = requestSchema.parse(input);
  const secret = secrets.get(id);
  if (secret === undefined) {
    return refusal("ResourceNotFoundException", `There is no secret ${id}.`);
  }
  const version = { VersionId: "00000000-0000-0000-0000-000000000001", ARN: id, Name: id };
  return served({ ...version, SecretString: JSON.stringify(secret) });
}
