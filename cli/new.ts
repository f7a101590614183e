import type { Command } from "commander";
import { interruption } from "../local/run/interrupt";
import { output } from "./show";

/** Adds the command that starts a project of another team. */
export function registerNew(program: Command): void {
  program
    .command("new")
    .description("make a project with a pipeline of your own, which runs on this machine at once")
    .argument("<folder>", "folder to make it in, which is empty or not there yet")
    .action(async (folder: string) => {
      const { newProject } = await import("../create/newProject.js");
      const made = await newProject(folder, interruption());
      output.print(
        [
          `Made a project in ${made}. Next:`,
          `  cd ${folder}`,
          "  npm install",
          "  npm test",
          "  npm start -- --ui",
        ].join("\n"),
      );
    });
}
