import { readFileSync, writeFileSync } from "node:fs";
import { counted } from "../support/format";
import { run } from "../support/programs";
import { projectRoot } from "../support/projectRoot";
import { UserError } from "../support/userError";
import { readAllowances } from "./allowances";
import { judge } from "./judge";
import { digestOf, readPreview, type Preview } from "./preview";
import { summary } from "./summary";

export interface GateOptions {
  readonly stage: string;
  /** As Pulumi names the stage's stack, with its organization perhaps. */
  readonly stack: string;
  /** File with what `pulumi preview --json` printed. @default - it is run */
  readonly preview?: string | undefined;
  /** Text that allows what is otherwise refused: labels, or a release's notes. */
  readonly allow: string;
  /** When the deployment begins, for one that begins now. */
  readonly now: Date | undefined;
  /** Digest of the changes that were approved; any other is refused. */
  readonly expect?: string | undefined;
  /** File that the digest is written to. */
  readonly digest?: string | undefined;
}

/** Judges what a deployment would do, prints a summary, and throws UserError where it is refused. */
export async function gate(options: GateOptions, print: (text: string) => void): Promise<void> {
  const { stage, allow, now, expect, digest: digestFile } = options;
  const preview = await previewOf(options);
  const judged = judge(preview, readAllowances(allow), now);
  const digest = digestOf(preview);
  print(summary(stage, preview, judged));
  if (digestFile !== undefined) writeFileSync(digestFile, digest);
  const { length } = judged.refusals;
  if (length > 0)
    throw new UserError(
      `The gate refuses the changes of ${stage}, for ${counted(length, "reason")}.`,
    );
  if (expect === undefined || expect === digest) return;
  throw new UserError(
    `Stage ${stage} would be changed otherwise than was approved: the changes have the digest ${digest}, those that were approved ${expect}. Run the whole workflow again, so that they are previewed and approved anew.`,
  );
}

async function previewOf({ stack, preview: file }: GateOptions): Promise<Preview> {
  if (file !== undefined) return readPreview(readFileSync(file, "utf8"), file);
  const args = ["preview", "--json", "--non-interactive", "--stack", stack, "--cwd", projectRoot];
  const { stdout, stderr } = await run("pulumi", args, {
    purpose: "it previews what a deployment would do",
    install: "https://www.pulumi.com/docs/iac/download-install/",
  });
  // A preview that fails says why in its JSON; one that cannot even begin prints none.
  if (stdout.trim() !== "")
    return readPreview(stdout, `What pulumi preview --json of ${stack} printed`);
  throw new UserError(`Pulumi cannot preview ${stack}. It says:\n${stderr.trim()}`);
}
