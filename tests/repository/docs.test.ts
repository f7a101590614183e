import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsPage } from "../../tools/docs/generate";

describe("docs/settings.md", () => {
  it("is what npm run docs writes", async () => {
    const committed = readFileSync(join(__dirname, "../../docs/settings.md"), "utf8");
    assert.equal(committed, await settingsPage());
  });
});
