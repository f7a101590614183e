import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import type { Figure } from "./figures";

/** How Pulumi.yaml has the program run, and how Pulumi runs TypeScript by default. */
const ways = {
  ours: ["--import", "tsx"],
  // ts-node with type check, as the Node.js language host registers it.
  default: ["--require", "ts-node/register"],
};

/** Times loading the prod stage in both ways, in turn, after one run of each that does not count. */
export async function measureLoading(runs: number): Promise<{ ours: Figure; theirs: Figure }> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    const [own, other] = [await timeOf(ways.ours), await timeOf(ways.default)];
    if (run < 0) continue;
    ours.push(own);
    theirs.push(other);
  }
  return {
    ours: { name: "load prod, this project's way (tsx)", unit: "s", values: ours },
    theirs: {
      name: "load prod, Pulumi's default (ts-node, type check)",
      unit: "s",
      values: theirs,
    },
  };
}

async function timeOf(nodeOptions: readonly string[]): Promise<number> {
  const begin = performance.now();
  await execa("node", [...nodeOptions, join(__dirname, "loadProd.ts")], { cwd: projectRoot });
  return (performance.now() - begin) / 1000;
}
