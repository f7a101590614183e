import { execa } from "execa";
import { UserError } from "../../support/userError";

/** Why a program of others is needed, and where it is to be had. */
export interface Need {
  /** Completes "There is no aws on PATH, and ...". */
  readonly purpose: string;
  readonly install: string;
}

/** How a program ended, and what it said unless it spoke to the terminal. */
export interface Ended {
  readonly failed: boolean;
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, well or badly; throws UserError where there is none on PATH. */
export async function run(
  program: string,
  args: readonly string[],
  { purpose, install }: Need,
  stdio: "pipe" | "inherit" = "pipe",
): Promise<Ended> {
  const result = await execa(program, args, { stdio, reject: false });
  if (result.code !== "ENOENT") {
    const { failed, exitCode, stdout = "", stderr = "" } = result;
    return { failed, exitCode, stdout, stderr };
  }
  throw new UserError(`There is no ${program} on PATH, and ${purpose}. Install it: ${install}`);
}
