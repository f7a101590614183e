import { effectsOf, type Effect } from "./effects";
import type { Judged, Refusal } from "./judge";
import { digestOf, type Change, type Kind, type Preview } from "./preview";

const TITLES: Readonly<Record<Kind, string>> = {
  create: "Added",
  update: "Changed",
  replace: "Replaced",
  delete: "Deleted",
};

/** Says in Markdown what a deployment would do, what that takes, and why it is refused. */
export function summary(stage: string, preview: Preview, judged: Judged): string {
  const { refusals } = judged;
  const effects = effectsOf(preview, judged);
  const parts = [
    `### ${stage}: ${refusals.length === 0 ? "may be deployed" : "refused"}`,
    ...(refusals.length === 0 ? [] : [refusals.map(refusal).join("\n")]),
    resources(preview),
    ...(effects.length === 0 ? [] : [table(effects)]),
    `Digest of the changes: \`${digestOf(preview).slice(0, 12)}\``,
  ];
  return `${parts.join("\n\n")}\n`;
}

function refusal({ says, remedy }: Refusal): string {
  const [first = "", ...others] = says.split("\n");
  const more = others.length === 0 ? "" : `\n\n  \`\`\`\n${indented(others)}\n  \`\`\`\n`;
  return `- **${first}**${more}\n  ${remedy.startsWith("allow-") ? `To allow it: \`${remedy}\`` : remedy}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}

function resources({ changes }: Preview): string {
  if (changes.length === 0) return "No resource changes.";
  const kinds: readonly Kind[] = ["delete", "replace", "update", "create"];
  const rows = kinds.flatMap((kind) => {
    const names = changes.filter((each) => each.kind === kind).map(described);
    return names.length === 0
      ? []
      : [`| ${TITLES[kind]} | ${names.length} | ${names.join(", ")} |`];
  });
  return ["| | | Resources |", "|---|---|---|", ...rows].join("\n");
}

function described({ type, name }: Change): string {
  return `${type.split(":").at(-1) ?? type} \`${name}\``;
}

function table(effects: readonly Effect[]): string {
  const rows = effects.map(({ of, says, source }) => `| ${of} | ${says} | [source](${source}) |`);
  return ["| Of | What it takes | |", "|---|---|---|", ...rows].join("\n");
}
