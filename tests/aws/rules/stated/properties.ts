/** Reads a properties file as the program writes them: a key, an equals sign and a value a line. */
export function readProperties(file: unknown): ReadonlyMap<string, string> {
  const content = file instanceof Uint8Array ? Buffer.from(file).toString("utf8") : String(file);
  return new Map(
    content
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const equals = line.indexOf("=");
        return [line.slice(0, equals), line.slice(equals + 1)];
      }),
  );
}
