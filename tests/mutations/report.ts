import { flattened, unit } from "./mutation";

/** What the report of a local run says wrong, or writes where a browser reads it. */
export const report = flattened([
  {
    tests: unit("local/report/latency"),
    mutations: [
      {
        name: "latency-of-a-snapshot-counts",
        at: "seen",
        code: "came[0]?.y ?? 0",
        to: "0",
      },
      {
        name: "dead-letters-are-never-done",
        at: "done",
        code: "(bars.at(-2) ?? 0) - lag",
        to: "0",
      },
    ],
  },
  {
    tests: unit("local/report/samples"),
    mutations: [
      { name: "samples-without-bound", at: "Samples add", code: "this.#thin()", to: "break" },
    ],
  },
  {
    tests: unit("local/report/page"),
    mutations: [
      {
        name: "report-reads-records-as-markup",
        at: "write",
        code: "escaped(String(content))",
        to: "String(content)",
      },
    ],
  },
]);
