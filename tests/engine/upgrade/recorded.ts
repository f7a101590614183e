import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Snapshot } from "../engineStack";

const STATES = join(__dirname, "states");

/** Versions of the program of which there is a stack of each stage. */
export function recordedVersions(): string[] {
  return existsSync(STATES) ? readdirSync(STATES).sort() : [];
}

/** Returns a stage's stack as a version of the program left it. */
export function recordedSnapshot(version: string, stage: string): Snapshot {
  return JSON.parse(gunzipSync(readFileSync(fileOf(version, stage))).toString()) as Snapshot;
}

export function recordSnapshot(version: string, stage: string, snapshot: Snapshot): void {
  mkdirSync(join(STATES, version), { recursive: true });
  const checkpoint = withoutMachine(snapshot.checkpoint);
  const recorded = withoutMachine(JSON.stringify({ ...snapshot, checkpoint }));
  writeFileSync(fileOf(version, stage), gzipSync(recorded, { level: 9 }));
}

/** Leaves out where the program and its archives lay, which nobody compares. */
function withoutMachine(json: string): string {
  return JSON.stringify(
    JSON.parse(json, (key, value: unknown) => {
      if (key === "sourcePosition" || key === "stackTrace") return undefined;
      return typeof value === "string" ? value.replace(/[^"]*\/engine-\w{6}\//g, "/") : value;
    }),
  );
}

function fileOf(version: string, stage: string): string {
  return join(STATES, version, `${stage}.json.gz`);
}
