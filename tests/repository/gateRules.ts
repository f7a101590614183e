import { eachJob, GATE, pulumiOf, runs, stageOf, type Rule } from "./workflow";

/** Rules of what is judged before a deployment, looked at after it, and looked for in between. */
export const gateRules: readonly Rule[] = [
  eachJob((name, content) => {
    const [judged] = runs(content, GATE);
    const previews = pulumiOf(content).filter((use) => use.with["command"] === "preview");
    // Only the preview by the action tells of the policy pack.
    return judged !== undefined && previews.length === 0
      ? [`${name} judges without a preview`]
      : [];
  }),

  eachJob((name, content) =>
    runs(content, GATE).flatMap(({ run, env }) => {
      const stage = `\${{ ${stageOf(name)} }}`;
      return [
        ...(env["STAGE"] === stage && String(env["STACK"]).endsWith(` || ${stageOf(name)} }}`)
          ? []
          : [`${name} judges another stage`]),
        ...(run.includes(`--allow "$`) ? [] : [`${name} cannot be allowed anything`]),
      ];
    }),
  ),

  // Between what is approved and what is done nothing else may come.
  eachJob((name, content) => {
    const deploys = content.steps.findIndex((use) => use.with["command"] === "up");
    if (deploys < 0) return [];
    const before = content.steps[deploys - 1];
    const { run = "", env = {} } = before ?? {};
    const after = content.steps.slice(deploys + 1);
    return [
      ...(GATE.test(run) && run.includes("--now") ? [] : [`${name} deploys what is not judged`]),
      ...(content.needs === "gate" &&
      run.includes(`--expect "$EXPECT"`) &&
      String(env["EXPECT"]).includes("needs.gate.outputs.digest")
        ? []
        : [`${name} deploys a release that is not what was previewed`]),
      ...(after.some((use) => use.run.includes("npm run -s check -- --aws"))
        ? []
        : [`${name} does not look at the stage afterwards`]),
    ];
  }),

  ({ name, on, jobs: { preview } }) => {
    if (name !== "Preview") return [];
    const labelled = JSON.stringify(on["pull_request"] ?? "").includes('"labeled","unlabeled"');
    const [gate] = runs(preview ?? { steps: [] }, GATE);
    return [
      ...(labelled ? [] : ["does not judge again when a label is given"]),
      ...(gate === undefined ? ["does not judge what it previews"] : []),
    ];
  },

  ({ name, on, jobs: { drift } }) => {
    if (name !== "Drift") return [];
    const stages = drift?.strategy?.matrix["stage"]?.join(" ");
    const looks = runs(drift ?? { steps: [] }, /^pulumi refresh /);
    return [
      ...("schedule" in on ? [] : ["does not run by itself"]),
      ...(stages === "dev staging prod" ? [] : ["does not look at every stage"]),
      ...(drift?.environment === "${{ matrix.stage }}-preview" ? [] : ["signs in as who deploys"]),
      ...(looks.length === 1 &&
      looks.every(({ run }) => / --preview-only --expect-no-changes /.test(run))
        ? []
        : ["changes the state, or passes over what it finds"]),
    ];
  },
];
