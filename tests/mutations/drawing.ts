import { flattened, unit } from "./mutation";

/** What a drawing of a stage says wrong, or writes where nobody can read it. */
export const drawing = flattened([
  {
    tests: unit("plan/graph/model"),
    mutations: [
      {
        name: "drawing-shows-rights-that-are-denied",
        at: "rightsOf statements",
        code: `Effect === "Allow"`,
        to: "true",
      },
      {
        name: "drawing-keeps-quiet-about-the-rest",
        at: "leftOutOf",
        code: "leftOutTypes[type] ?? type",
        to: `"resource"`,
      },
    ],
  },
  {
    tests: unit("plan/graph/layout"),
    mutations: [
      {
        name: "drawn-edges-run-on-top-of-each-other",
        at: "inOrder free",
        code: "Math.abs(other.from - each.to) >= APART",
        to: "true",
      },
    ],
  },
  {
    tests: unit("plan/graph/svg"),
    mutations: [
      {
        name: "drawn-names-are-read-as-xml",
        at: "escaped",
        code: "entities[character] ?? character",
        to: "character",
      },
      { name: "bold-text-leaves-its-box", at: "widthOf", code: "bold ? BOLD : 1", to: "1" },
    ],
  },
]);
