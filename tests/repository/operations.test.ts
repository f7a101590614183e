import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingKeys } from "../helpers/rawSettings";

const page = readFileSync(join(__dirname, "../../docs/operations.md"), "utf8");

/** Returns the rows of the table of one section. */
function rowsOf(section: string): string[] {
  const [, text = ""] = page.split(`\n## ${section}\n`);
  return (text.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
}

describe("docs/operations.md", () => {
  it("says of every setting what a change of it does, once", () => {
    const named = rowsOf("What a change does").flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([\w:]+)`/g)].map(([, setting = ""]) => setting),
    );
    assert.deepEqual(named.toSorted(), [...settingKeys, "aws:region"].toSorted());
  });

  it("says for each what protects the data that it would cost", () => {
    for (const row of rowsOf("What a change does")) {
      const [, , , data = ""] = row.split("|");
      assert.ok(!data.includes("lost") || data.includes("refused by `protectData`"), row);
    }
  });
});
