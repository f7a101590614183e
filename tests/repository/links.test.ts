import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { pages, readPage } from "../helpers/pages";

for (const page of pages) {
  describe(`The links of ${page}`, () => {
    it("lead to files and headings that there are", () => {
      const links = [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
      const own = links.filter((to) => !/^[a-z]+:/.test(to));
      assert.deepEqual(
        own.filter((to) => !leads(page, to)),
        [],
      );
    });
  });
}

function leads(page: string, to: string): boolean {
  const [path = "", anchor] = to.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(projectRoot, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** The anchors of a page's headings, as GitHub makes them, and those that it names itself. */
function anchorsOf(page: string): string[] {
  const text = readPage(page);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
  const named = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return [...headings, ...named];
}
