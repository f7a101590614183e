import { Command } from "commander";
import { registerClean } from "./clean";
import { registerDeadLetters } from "./deadLetters";
import { registerGate } from "./gate";
import { registerLocal } from "./local";
import { registerNew } from "./new";
import { registerOperations } from "./operate";
import { registerPlan } from "./plan";
import { registerTry } from "./try";

/** Makes the command line. What a command does is loaded when it does it: a refusal needs none of it. */
export function commandLine(): Command {
  const program = new Command("msk-pipeline").description(
    "Streaming pipelines on Amazon MSK and MSK Connect, planned, checked and run on this machine",
  );
  registerLocal(program);
  registerPlan(program);
  registerOperations(program);
  registerDeadLetters(program);
  registerClean(program);
  registerGate(program);
  registerTry(program);
  registerNew(program);
  return program;
}
