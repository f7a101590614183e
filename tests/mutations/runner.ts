import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";
import { mutated, type Mutation } from "./mutation";

/** What became of a mutation. Stale: its place is not in the program as it is. Broken: no test could run. */
export type Verdict = "caught" | "survived" | "stale" | "broken";

export interface Outcome {
  readonly mutation: Mutation;
  readonly verdict: Verdict;
  /** The test that found it, or why none could. */
  readonly by: string;
}

const TEN_MINUTES_MS = 10 * 60 * 1000;

const report = z.object({
  stats: z.object({ passes: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string() })),
});

/** A copy of the working tree, changes and all, in which sources may be spoiled. */
export class WorkingCopy {
  private constructor(private readonly folder: string) {}

  static async make(folder: string): Promise<WorkingCopy> {
    const tracked = await execa(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      { cwd: projectRoot },
    );
    const files = tracked.stdout
      .split("\0")
      .filter((file) => file !== "" && existsSync(join(projectRoot, file)));
    await mkdir(folder);
    await Promise.all(files.map((file) => cp(join(projectRoot, file), join(folder, file))));
    await symlink(join(projectRoot, "node_modules"), join(folder, "node_modules"));
    return new WorkingCopy(folder);
  }

  /** Applies a mutation, runs its tests, and restores the source. */
  async try(mutation: Mutation): Promise<Outcome> {
    const spoiled = mutated(mutation);
    if (spoiled === undefined) {
      return { mutation, verdict: "stale", by: `${mutation.at} has no such place, or several` };
    }
    const source = join(this.folder, spoiled.file);
    const text = await readFile(source, "utf8");
    await writeFile(source, spoiled.text);
    try {
      return { mutation, ...verdictOf(await this.firstFailure(mutation.tests)) };
    } finally {
      await writeFile(source, text);
    }
  }

  /** Title of the first test that fails, undefined where all pass; throws where none could run. */
  async firstFailure(tests: readonly string[]): Promise<string | undefined | Error> {
    const output = join(this.folder, "mocha-report.json");
    await rm(output, { force: true });
    const reporter = ["--reporter", "json", "--reporter-option", `output=${output}`];
    const { all } = await execa(
      join(projectRoot, "node_modules/.bin/mocha"),
      ["--node-option", "import=tsx", "--bail", ...reporter, ...tests],
      { cwd: this.folder, reject: false, all: true, timeout: TEN_MINUTES_MS },
    );
    if (!existsSync(output)) return new Error(all.trim().split("\n").slice(-5).join(" "));
    const { stats, failures } = report.parse(JSON.parse(await readFile(output, "utf8")));
    if (failures[0] === undefined && stats.passes === 0)
      return new Error("there was no test to run");
    return failures[0]?.fullTitle;
  }
}

function verdictOf(failure: string | undefined | Error): Pick<Outcome, "verdict" | "by"> {
  if (failure === undefined) return { verdict: "survived", by: "" };
  return failure instanceof Error
    ? { verdict: "broken", by: failure.message }
    : { verdict: "caught", by: failure };
}
