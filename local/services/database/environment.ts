/**
 * Returns what a database server needs of this process's environment, and nothing else of it. A folder
 * of libraries is looked into after the user's own.
 */
export function inherited(libraries?: string): Record<string, string> {
  const { PATH = "", LD_LIBRARY_PATH = "" } = process.env;
  const folders = [LD_LIBRARY_PATH, libraries ?? ""].filter((folder) => folder !== "");
  return { PATH, ...(folders.length === 0 ? {} : { LD_LIBRARY_PATH: folders.join(":") }) };
}
