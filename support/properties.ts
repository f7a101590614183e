/** Properties of a program of the JVM, by key. */
export type Properties = Readonly<Record<string, string>>;

/** Properties as a Java properties file, sorted, so that the same properties are the same text. */
export function propertiesFile(properties: Readonly<Record<string, string | number>>): string {
  return Object.keys(properties)
    .sort()
    .map((key) => `${key}=${properties[key] ?? ""}\n`)
    .join("");
}

/** Reads a Java properties file as far as this project writes them: one key=value a line. */
export function parseProperties(text: string): Properties {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const [key = "", ...value] = line.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
}
