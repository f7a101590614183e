import type { Step } from "../engineStack";

/** What the engine does to the resources of AWS and to commands, components left out. */
export function whatSteps(steps: readonly Step[]): string[] {
  const outside = steps.filter(({ type }) => !/^(pulumi|msk-pipeline|awsx):/.test(type));
  const urns = [...new Set(outside.map(({ urn }) => urn))];
  return urns
    .flatMap((urn) => {
      const own = outside.filter((step) => step.urn === urn);
      const does = opOf(own.map(({ op }) => op));
      const [{ type, resource } = { type: "", resource: "" }] = own;
      return does === undefined ? [] : [`${does} ${type.split(":").at(-1) ?? ""} ${resource}`];
    })
    .sort();
}

/** One word for what happens to a resource; which of a replacement's two goes first is said. */
function opOf(ops: readonly string[]): string | undefined {
  const [made, gone] = [ops.indexOf("create-replacement"), ops.indexOf("delete-replaced")];
  if (made !== -1) return gone !== -1 && gone < made ? "delete-and-replace" : "replace";
  return ["create", "update", "delete"].find((op) => ops.includes(op));
}

/** Names of the resources that are protected, of an error of the engine. */
export function protectedOf(error: string): string[] {
  const named = error.matchAll(
    /"urn:pulumi:[^"]*::([\w.-]+)"\s+(?:as it is currently marked for protection|cannot be deleted)/g,
  );
  return [...new Set([...named].map(([, name = ""]) => name))].sort();
}
