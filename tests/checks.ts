import { execa } from "execa";
import type { Outcome } from "./counts";

type Check = readonly [string, ...string[]];

/** Two lanes of checks; ESLint takes as long as all the others, one after the other. */
const lanes: readonly (readonly Check[])[] = [
  [["eslint", "--max-warnings=0", "."]],
  [
    ["tsc", "--noEmit"],
    // What runs in a browser knows other globals.
    ["tsc", "--noEmit", "-p", "local/ui/browser"],
    ["tsc", "--noEmit", "-p", "tests/browser"],
    ["prettier", "--check", "--log-level=warn", "."],
  ],
];

interface Checked {
  readonly good: boolean;
  readonly said: string;
}

/** Runs every check, the lanes side by side. */
export async function runChecks(): Promise<Outcome> {
  const ended = (await Promise.all(lanes.map(runLane))).flat();
  const passed = ended.filter(({ good }) => good).length;
  const says = ended.map(({ said }) => said).join("\n");
  return { passed, failed: ended.length - passed, skipped: 0, says };
}

async function runLane(checks: readonly Check[]): Promise<Checked[]> {
  const ended: Checked[] = [];
  for (const check of checks) ended.push(await runCheck(check));
  return ended;
}

async function runCheck([command, ...args]: Check): Promise<Checked> {
  // Room for what is young: the checks make much that lives shortly.
  const env = { NODE_OPTIONS: "--max-semi-space-size=128" };
  const options = { preferLocal: true, stdin: "ignore", all: true, reject: false, env } as const;
  const { exitCode, all } = await execa(command, args, options);
  const good = exitCode === 0;
  const said = `  ${good ? "✔" : "✖"} ${[command, ...args].join(" ")}\n${all}`.trimEnd();
  return { good, said };
}
