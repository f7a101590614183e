/**
 * Actions that the simulation's library does not know yet, each with an older one of the same
 * resource, by which it decides instead.
 *
 * @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_RestartConnector.html
 */
const NEWER: Readonly<Record<string, string>> = {
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
  return text.replace(/\bkafkaconnect:\w+/g, (name) => names.get(name) ?? name);
}
