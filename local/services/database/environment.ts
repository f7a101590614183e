/** Returns what a database server needs of this process's environment, and nothing else of it. */
export function inherited(): Record<string, string> {
  const { PATH = "", LD_LIBRARY_PATH = "" } = process.env;
  return { PATH, ...(LD_LIBRARY_PATH === "" ? {} : { LD_LIBRARY_PATH }) };
}
