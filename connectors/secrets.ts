import type { Input, Output } from "@pulumi/pulumi";
import { viaService, type Grant } from "../support/iamPolicies";
import { reference, type ConfigProvider } from "./configProviders";

/** A secret of AWS Secrets Manager whose value is a JSON object. */
export interface Secret {
  readonly name: Input<string>;
  readonly arn: Input<string>;
  /**
   * ARN of the customer managed KMS key that encrypts it.
   * @default - AWS's own key, for which no grant is needed
   */
  readonly kmsKeyArn?: Input<string> | undefined;
}

/**
 * Returns the config provider that reads secrets when a connector starts, so that none is in a
 * configuration, which MSK Connect shows to everybody who may describe the connector.
 */
export function secretsProvider(region: string): ConfigProvider {
  return {
    name: PROVIDER,
    className: "dev.mskpipeline.connect.secrets.SecretsManagerConfigProvider",
    parameters: { region },
  };
}

/** What references call the provider. */
const PROVIDER = "secretsManager";

/** Returns what stands in a configuration in the place of a secret's field. */
export function secretReference({ name }: Secret, field: string): Output<string> {
  return reference(PROVIDER, name, field);
}

/** Allows the least that reading a secret takes. */
export function secretGrants(
  { arn, kmsKeyArn }: Pick<Secret, "arn" | "kmsKeyArn">,
  region: string,
): Grant[] {
  const read: Grant = {
    sid: "ReadSecret",
    actions: ["secretsmanager:GetSecretValue"],
    resources: [arn],
  };
  if (kmsKeyArn === undefined) return [read];
  // Secrets Manager decrypts with the rights of whoever reads the secret.
  const decrypt: Grant = {
    sid: "DecryptSecret",
    actions: ["kms:Decrypt"],
    resources: [kmsKeyArn],
    conditions: viaService("secretsmanager", region),
  };
  return [read, decrypt];
}
