import { Option, type Command } from "commander";
import { languages, type Language } from "../create/languages";
import { interruption } from "../local/run/interrupt";
import { output } from "./show";

/** What a new project is told to do next. */
const NEXT: Readonly<Record<Language, readonly string[]>> = {
  typescript: ["npm install", "npm test", "npm start -- --ui"],
  python: [
    "npm install",
    "pulumi package add ./node_modules/msk-pipeline/dist/provider/schema.json",
    "npx msk-pipeline local --ui",
  ],
};

/** Adds the command that starts a project of another team. */
export function registerNew(program: Command): void {
  program
    .command("new")
    .description("make a project with a pipeline of your own, which runs on this machine at once")
    .argument("<folder>", "folder to make it in, which is empty or not there yet")
    .addOption(
      new Option("--language <language>", "what it is written in")
        .choices(languages)
        .default("typescript"),
    )
    .action(async (folder: string, { language }: { readonly language: Language }) => {
      const { newProject } = await import("../create/newProject.js");
      const made = await newProject(folder, language, interruption());
      const next = [`cd ${folder}`, ...NEXT[language]].map((command) => `  ${command}`);
      output.print([`Made a project in ${made}. Next:`, ...next].join("\n"));
    });
}
