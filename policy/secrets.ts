import { ifKnown, isProperties, texts } from "./properties";

const NAMES_SECRET =
  /password|passphrase|secret|token|licen[sc]e|credential|jaas|(access|api|private)[._-]?key/i;
/** Keys that only sound like it: a class's name, and Confluent's topic of licences. */
const NAMES_OTHER = /\.class$|^confluent\.license\.topic/i;
/**
 * What a config provider fills in when the connector starts, such as
 * `${secretsManager:orders:password}`.
 */
const REFERENCE = /\$\{[^{}:]+:[^{}]+\}/g;
const PASSWORD_IN_URL = /:\/\/[^\s/:@]*:[^\s/@]+@/;

/** Returns the keys of a connector's configuration whose values hold a secret in the clear. */
export function literalSecrets(configuration: unknown): string[] {
  if (!isProperties(configuration)) return [];
  return Object.keys(configuration).filter((key) =>
    // One value that is not known yet is no reason to pass over the others.
    ifKnown(() => texts(configuration[key]).some((value) => isSecret(key, value))),
  );
}

function isSecret(key: string, value: string): boolean {
  const literal = value.replaceAll(REFERENCE, "");
  if (PASSWORD_IN_URL.test(literal)) return true;
  if (!NAMES_SECRET.test(key) || NAMES_OTHER.test(key)) return false;
  // A login module is no secret; a password that it is given is one.
  return /jaas/i.test(key) ? /password\s*=\s*["']?[^"'\s;]/i.test(literal) : literal !== "";
}
