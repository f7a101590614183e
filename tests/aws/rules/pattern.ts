/** Character classes that Java's regular expressions have and JavaScript's do not. */
const JAVA_CLASSES: Readonly<Record<string, string>> = {
  Alpha: "A-Za-z",
  Digit: "0-9",
  Alnum: "A-Za-z0-9",
  Lower: "a-z",
  Upper: "A-Z",
  Punct: "!-\\/:-@\\[-`{-~",
  Graph: "!-~",
  Print: " -~",
  Space: "\\s",
  ASCII: "\\u0000-\\u007F",
};

/**
 * Translates a pattern of a service model, which is one of Java. AWS holds the whole value against
 * it: most patterns, such as IAM's `[\w+=,.@-]+` for names, have no anchors and would otherwise
 * allow anything that holds one good character.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function toRegExp(pattern: string): RegExp {
  const [, flags = ""] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  const body = inJavaScript(pattern.slice(flags === "" ? 0 : flags.length + 3));
  // Only Unicode's classes and surrogate pairs need the flag, and with it JavaScript refuses what
  // Java takes: [\w-_].
  const unicode = /\\[pP]\{|\\uD[89AB]/i.test(body) ? "u" : "";
  return new RegExp(`^(?:${body})$`, flags + unicode);
}

function inJavaScript(pattern: string): string {
  return pattern
    .replace(/\\A|\\[zZ]/g, (anchor) => (anchor === "\\A" ? "^" : "$"))
    .replace(/\[[^\]]*\]|\\p\{(\w+)\}/g, (part) => {
      const inClass = part.startsWith("[");
      return part.replace(/\\p\{(\w+)\}/g, (whole, name: string) => {
        const characters = JAVA_CLASSES[name];
        if (characters === undefined) return whole;
        return inClass ? characters : `[${characters}]`;
      });
    });
}
