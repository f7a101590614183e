// Not secretlint: of the fourteen secrets planted in the test it finds two, and no password by its name.

/** What a secret that a machine made looks like wherever it stands. */
const MADE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["AWS access key id", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["JSON web token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ["bearer token", /\bbearer\s+[\w.~+/-]{16,}/i],
  // 40 characters of base64; a hash in hexadecimal has no capital letters.
  [
    "AWS secret access key",
    /(?<![\w/+=])(?=[\w/+]*[A-Z])(?=[\w/+]*[a-z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=])/,
  ],
];

const PASSWORD_IN_ADDRESS = /:\/\/[^\s/:@]*:(?!\$\{)[^\s/@]+@/;
const NAMES_PASSWORD = /(password|passphrase|passwd)$/i;
const NAMES_SECRET = /secret|token|credential|(api|access|private)[._-]?key/i;
/** `name=value`, `"name":"value"` and the like inside of a text. */
const ASSIGNMENT =
  /([\w.-]+)["']?\s*[=:]\s*["']?((?:\$\{\{[^{}]*\}\}|\$\{[^{}]*\}|[^\s"',;{}()<>])+)/g;

/** What assigns a text of source code. */
const LITERAL = /(\w+)["']?\s*[=:]\s*(["'])([^"'\s]+)\2/g;

/** What may stand in a secret's place: a reference to it, a hidden secret, or its hash. */
const REFERENCE = /^\$\{(\{[^{}]+\}|[^{}]+)\}$/;
const HIDDEN = "[secret]";
const FINGERPRINT = /^[0-9a-f]{16}$/;
/** Not secret themselves, however long. */
const ARN = /^arn:aws[\w-]*:[\w-]+:[\w-]*:\d*:/;

/**
 * Says where a value holds secrets in the clear, and of what kind; never the secrets themselves.
 */
export function secretsIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") return secretsOfText(value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    secretsIn(inner, path === "" ? key : `${path}/${key}`),
  );
}

function secretsOfText(text: string, path: string): string[] {
  const structure = structureOf(text);
  if (structure !== undefined) return secretsIn(structure, path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const named = isSecret(name, text) ? [`${path}: secret by its name`] : [];
  return [...named, ...secretsInText(text).map((kind) => `${path}: ${kind}`)];
}

/**
 * Returns what kinds of secrets a text without structure holds, such as a script, a properties file
 * or a log.
 */
export function secretsInText(text: string): string[] {
  const assigned = [...text.matchAll(ASSIGNMENT)]
    .filter(([, name = "", value = ""]) => isSecret(name, value))
    .map(([, name = ""]) => `secret in ${name}`);
  return [...madeSecrets(text), ...passwordInAddress(text), ...new Set(assigned)];
}

/** Returns what kinds of secrets source code holds, where most of what is assigned is no text. */
export function secretsInSource(text: string): string[] {
  const assigned = [...text.matchAll(LITERAL)]
    // The name of a key that holds a password is none.
    .filter(([, name = "", , value = ""]) => isSecret(name, value) && !NAMES_PASSWORD.test(value))
    .map(([, name = ""]) => `secret in ${name}`);
  return [...madeSecrets(text), ...passwordInAddress(text), ...new Set(assigned)];
}

/** Kinds of secrets that nobody makes up by hand. */
export function madeSecrets(text: string): string[] {
  return MADE.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
}

function passwordInAddress(text: string): string[] {
  return PASSWORD_IN_ADDRESS.test(text) ? ["password in an address"] : [];
}

/** Tells whether a value is the secret that its name speaks of. */
function isSecret(name: string, value: string): boolean {
  if (value === "" || value === HIDDEN || REFERENCE.test(value)) return false;
  if (FINGERPRINT.test(value) || ARN.test(value)) return false;
  return NAMES_PASSWORD.test(name) || (NAMES_SECRET.test(name) && looksRandom(value));
}

/** Tells whether a text is what a generator makes rather than what people name things. */
function looksRandom(text: string): boolean {
  return /^[\w+/=.-]{16,}$/.test(text) && /\d/.test(text) && bitsPerCharacter(text) > 3;
}

/** Shannon's entropy. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((bits, share) => bits - share * Math.log2(share), 0);
}

function structureOf(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
