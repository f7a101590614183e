import { UserError } from "../../support/userError";
import { columns } from "../columns";
import type { Output } from "../commands";
import type { Finding } from "./finding";
import { inspect, type Checked } from "./inspect";

/** Shows how a stage does; throws UserError where something of it has failed. */
export async function showFindings(
  target: Checked,
  { stage, json }: { readonly stage: string; readonly json: boolean },
  { print }: Output,
): Promise<void> {
  const findings = await inspect(target);
  const failed = findings.filter(({ verdict }) => verdict === "failed");
  const healthy = failed.length === 0;
  print(json ? JSON.stringify({ stage, healthy, findings }, null, 2) : table(findings));
  if (healthy) return;
  const names = failed.map(({ kind, name }) => `${kind} ${name}`).join(", ");
  throw new UserError(
    `Stage ${stage} is not as it should be, ${failed.length} of ${findings.length} failed: ${names}`,
  );
}

function table(findings: readonly Finding[]): string {
  const rows = findings.map(({ verdict, kind, name, says }) => [verdict, kind, name, says]);
  const details = findings
    .filter(({ details: lines }) => lines.length > 0)
    .map(({ kind, name, details: lines }) =>
      ["", `More of ${kind} ${name}:`, ...lines.map((line) => `  ${line}`)].join("\n"),
    );
  return [columns(["", "WHAT", "NAME", "HOW IT IS"], rows), ...details].join("\n");
}
