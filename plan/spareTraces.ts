/**
 * Spares Pulumi's runtime the traces that it takes of every promise and resource until the function
 * that it returns is called. Node.js would map them to TypeScript frame by frame, which takes half the
 * time of a plan, and nobody reads them. They are of errors without a message; any other keeps its own.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/cli.html#--enable-source-maps
 */
export function spareTraces(): () => void {
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...(error.message === "" ? [] : frames.map(String))].join("\n    at ");
  return () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
  };
}
