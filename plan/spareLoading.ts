import { createRequire, Module } from "node:module";

/**
 * What @pulumi/pulumi loads for functions that become code in the cloud: npm's reader of installed
 * packages and the TypeScript compiler.
 */
const FOR_FUNCTIONS = ["@npmcli/arborist", "./typescript-shim"];

/**
 * Has them loaded when the first function asks for them: they take more than a second, half of what
 * a command takes, and a plan of a program without such functions needs neither.
 */
export function spareLoading(): void {
  const load = createRequire(require.resolve("@pulumi/pulumi"));
  for (const path of FOR_FUNCTIONS.flatMap((name) => found(name, load))) {
    load.cache[path] ??= loadedLater(path, load);
  }
}

/** Nothing where a newer Pulumi does without: there is nothing to spare then. */
function found(name: string, load: NodeJS.Require): string[] {
  try {
    return [load.resolve(name)];
  } catch {
    return [];
  }
}

/** A module that is loaded once something of it is read. */
function loadedLater(path: string, load: NodeJS.Require): NodeJS.Module {
  let real: object | undefined;
  const get = (_: object, key: string | symbol): unknown => {
    // An import of all copies a module that is none of ECMAScript's.
    if (key === "__esModule") return true;
    if (real === undefined) {
      Reflect.deleteProperty(load.cache, path);
      real = load(path) as object;
    }
    return Reflect.get(real, key);
  };
  return Object.assign(new Module(path), { exports: new Proxy({}, { get }), loaded: true });
}
