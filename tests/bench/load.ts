import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import { median, short } from "./figures";
import type { Part } from "./part";

const RUNS = 3;
const LEAST_SPEED_UP = 4;

/** How Pulumi.yaml has the program run, and how Pulumi runs TypeScript by default. */
const ways = {
  ours: ["--import", "tsx"],
  // ts-node with type check, as the Node.js language host registers it.
  default: ["--require", "ts-node/register"],
};

/** Times loading the prod stage in both ways, in turn, after one run of each that does not count. */
export async function measureLoading(): Promise<Part> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = -1; run < RUNS; run += 1) {
    const [own, other] = [await timeOf(ways.ours), await timeOf(ways.default)];
    if (run < 0) continue;
    ours.push(own);
    theirs.push(other);
  }
  const speedUp = median(theirs) / median(ours);
  return {
    title: "Loading the program",
    text: "Node.js loads and evaluates the prod stage, without Pulumi's engine.",
    table: [
      ["", "Median", "Least", "Most"],
      ...[
        { name: "This project's way (tsx)", values: ours },
        { name: "Pulumi's default (ts-node, type check)", values: theirs },
      ].map(({ name, values }) => [
        name,
        ...[median(values), Math.min(...values), Math.max(...values)].map((s) => `${short(s)} s`),
      ]),
    ],
    verdicts: [
      {
        claim: `prod loads at least ${String(LEAST_SPEED_UP)} times faster than Pulumi's default`,
        actual: `${short(speedUp)} times`,
        held: speedUp >= LEAST_SPEED_UP,
      },
    ],
  };
}

async function timeOf(nodeOptions: readonly string[]): Promise<number> {
  const begin = performance.now();
  await execa("node", [...nodeOptions, join(__dirname, "loadProd.ts")], { cwd: projectRoot });
  return (performance.now() - begin) / 1000;
}
