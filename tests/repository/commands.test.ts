import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { commandLine } from "../../cli/commandLine";
import { projectRoot } from "../../support/projectRoot";
import { pages, readPage } from "../helpers/pages";
import { tiers } from "../tiers";

/** A command as a page shows it. */
interface Shown {
  /** Of package.json. */
  readonly script: string;
  /** What follows `--`, as far as it is shown. */
  readonly args: readonly string[];
}

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")));

/** A script that is the project's command line, and the command of it. */
const OURS = /^node --import tsx cli\/main\.ts (\w+)$/;

for (const page of pages) {
  describe(`The commands of ${page}`, () => {
    const shown = commandsOf(readPage(page));

    it("are scripts of package.json", () => {
      const unknown = shown.filter(({ script }) => scripts[script] === undefined);
      assert.deepEqual(unknown, []);
    });

    it("have the options that they are shown with", () => {
      const wrong = shown.flatMap(({ script, args }) => {
        const [, name] = OURS.exec(scripts[script] ?? "") ?? [];
        const unknown = name === undefined ? [] : unknownOptions(name, args);
        return unknown.length === 0 ? [] : [{ script, unknown }];
      });
      assert.deepEqual(wrong, []);
    });

    it("name tiers of the tests that there are", () => {
      const named = shown.flatMap(({ script, args }) => (script === "test" ? args : []));
      assert.deepEqual(
        named.filter((word) => !tiers.some(({ name }) => name === word)),
        [],
      );
    });
  });
}

/** The project's commands in a text; `<...>` stands for a word of the user's. */
function commandsOf(text: string): Shown[] {
  const found = text.matchAll(
    /\bnpm (?:run(?: -s| --silent)? ([\w-]+)|(start|test)\b)(?: --((?: (?:<[^>\n]+>|[^\s`|#&;<>()]+))+))?/g,
  );
  return [...found].map(([, run, short = "", args = ""]) => ({
    script: run ?? short,
    args: args.split(" ").filter((word) => word !== ""),
  }));
}

/** Options that a command of the command line, or the one below it that the words name, has not. */
function unknownOptions(name: string, args: readonly string[]): string[] {
  const program = commandLine();
  const command = named(program, name);
  assert.ok(command, `there is no command ${name}`);
  const below = args[0] === undefined ? undefined : named(command, args[0]);
  const known = [command, ...(below === undefined ? [] : [below])]
    .flatMap(({ options }) => options)
    .flatMap(({ long, short }) => [long, short]);
  const used = args.filter((word) => /^--?[a-z]/.test(word));
  return used.filter((option) => option !== "--help" && !known.includes(option));
}

function named({ commands }: Command, name: string): Command | undefined {
  return commands.find((each) => each.name() === name);
}
