/**
 * Actions that the lists of the simulation's library and of cfn-lint do not have yet, or not for all
 * their resources, each with an older one of the same resource, by which they decide instead.
 *
 * @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_RestartConnector.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSGlueSchemaRegistryFullAccess.html tags of registries
 */
const NEWER: Readonly<Record<string, string>> = {
  "glue:GetTags": "glue:GetRegistry",
  "kafkaconnect:RestartConnector": "kafkaconnect:UpdateConnector",
};

/**
 * Returns a text, such as a policy or an action's name, in which a newer action and the older one
 * have changed their names, so that neither is taken for the other; for other actions as it is.
 */
export function exchanged(action: string, text: string): string {
  const older = NEWER[action];
  if (older === undefined) return text;
  const names = new Map([
    [action, older],
    [older, action],
  ]);
  return text.replace(/\b(glue|kafkaconnect):\w+/g, (name) => names.get(name) ?? name);
}

/** Whether a list of actions lacks this one for being older than it; any case will do. */
export function isNewer(action: string): boolean {
  return Object.keys(NEWER).some((newer) => newer.toLowerCase() === action.toLowerCase());
}
