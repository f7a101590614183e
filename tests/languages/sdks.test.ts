import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../support/projectRoot";
import { packageSchema } from "../../provider/schema";
import { filesOf } from "../helpers/installedPackage";

/** Where an SDK has a component, and by what it is known there. */
const KNOWN: Readonly<Record<string, (component: string) => RegExp>> = {
  python: (component) => new RegExp(`^class ${component}\\(pulumi\\.ComponentResource\\):`, "m"),
  nodejs: (component) => new RegExp(`^export class ${component} extends `, "m"),
  go: (component) => new RegExp(`^func New${component}\\(`, "m"),
};

describe("The SDKs that Pulumi makes of provider/schema.json", () => {
  for (const [language, known] of Object.entries(KNOWN)) {
    it(`have every component for ${language}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "sdk-"));
      try {
        await execa("pulumi-sdk", [language, join(projectRoot, "provider/schema.json"), folder]);
        const files = (await filesOf(folder)).filter((file) => /\.(py|ts|go)$/.test(file));
        const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
        const missing = Object.keys(packageSchema.resources)
          .map((type) => type.slice(type.lastIndexOf(":") + 1))
          .filter((component) => !texts.some((text) => known(component).test(text)));
        assert.deepEqual(missing, []);
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  }
});
