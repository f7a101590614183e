/**
 * `npm run bench`: measures what the project promises about speed, side by side in one run, prints
 * it and writes it to docs/performance.md. `npm run bench -- sink cdc` measures these parts only.
 * Exits 1 when a promise does not hold.
 */
import { measureCapacity } from "./capacity";
import { measureChanges } from "./cdc";
import { measureCeiling } from "./ceiling";
import { measureLatency } from "./latency";
import { measureLoading } from "./load";
import type { Part } from "./part";
import { machine, section, writeSection } from "./report";
import { measureSink } from "./sink";
import { measureStart } from "./start";

const parts: ReadonlyMap<string, () => Promise<Part>> = new Map([
  ["load", measureLoading],
  ["start", measureStart],
  ["sink", measureSink],
  ["ceiling", measureCeiling],
  ["capacity", measureCapacity],
  ["latency", measureLatency],
  ["cdc", measureChanges],
]);

async function main(wanted: readonly string[]): Promise<void> {
  const names = wanted.length > 0 ? wanted : [...parts.keys()];
  const unknown = names.filter((name) => !parts.has(name));
  if (unknown.length > 0) {
    console.error(
      `No part is called ${unknown.join(", ")}; there are ${[...parts.keys()].join(", ")}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const name of names) {
    const on = await machine();
    const part = await parts.get(name)?.();
    if (part === undefined) continue;
    const text = section(part, on);
    console.log(`${text}\n`);
    writeSection(text);
    if (part.verdicts.some(({ held }) => !held)) process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
