import { execa } from "execa";
import type { Outcome } from "./counts";

const checks: readonly (readonly [string, ...string[]])[] = [
  ["tsc", "--noEmit"],
  // What runs in a browser knows other globals.
  ["tsc", "--noEmit", "-p", "local/ui/browser"],
  ["tsc", "--noEmit", "-p", "tests/browser"],
  ["eslint", "--max-warnings=0", "."],
  ["prettier", "--check", "--log-level=warn", "."],
];

/** Runs every check, all at once. */
export async function runChecks(): Promise<Outcome> {
  // Room for what is young: the checks make much that lives shortly.
  const env = { NODE_OPTIONS: "--max-semi-space-size=128" };
  const options = { preferLocal: true, stdin: "ignore", all: true, reject: false, env } as const;
  const ended = await Promise.all(
    checks.map(async ([command, ...args]) => {
      const { exitCode, all } = await execa(command, args, options);
      const good = exitCode === 0;
      const said = `  ${good ? "✔" : "✖"} ${[command, ...args].join(" ")}\n${all}`.trimEnd();
      return { good, said };
    }),
  );
  const passed = ended.filter(({ good }) => good).length;
  const says = ended.map(({ said }) => said).join("\n");
  return { passed, failed: ended.length - passed, skipped: 0, says };
}
