// Not zizmor: it needs Python everywhere, and knows no stage, role, policy pack or preview.

import { isScalar, parse, parseDocument, visit } from "yaml";
import { gateRules } from "./gateRules";
import {
  DEPLOY_STAGE,
  eachJob,
  pulumiOf,
  runs,
  stageOf,
  uses,
  workflow,
  type Job,
  type Rule,
} from "./workflow";

/**
 * Returns what is wrong with a workflow, by this project's rules; `guide` is the page that explains
 * it.
 */
export function faultsOf(text: string, guide: string): string[] {
  const parsed = workflow.parse(parse(text));
  return [...unpinned(text), ...rules.flatMap((rule) => rule(parsed, text, guide))];
}

/**
 * Actions that are not of this repository and not pinned to a commit with its version beside it.
 */
export function unpinned(text: string): string[] {
  const faults: string[] = [];
  visit(parseDocument(text), {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value !== "uses" || !isScalar(pair.value)) return;
      const action = String(pair.value.value);
      if (action.startsWith("./")) return;
      if (!/@[0-9a-f]{40}$/.test(action)) faults.push(`${action} is not pinned to a commit`);
      if (!/^ v\d+\.\d+\.\d+$/.test(pair.value.comment ?? ""))
        faults.push(`${action} has no version in a comment`);
    },
  });
  return faults;
}

const rules: readonly Rule[] = [
  ...gateRules,

  ({ on }) => ("pull_request_target" in on ? ["runs a fork's code with secrets"] : []),

  ({ permissions: granted }) =>
    typeof granted === "object" && Object.keys(granted).length === 0
      ? []
      : ["gives its jobs permissions by default"],

  eachJob((name, { permissions: granted, ...rest }) => {
    if (typeof granted !== "object") return [`${name} does not list its permissions`];
    const signsIn =
      uses(rest, "aws-actions/configure-aws-credentials").length > 0 || rest.uses === DEPLOY_STAGE;
    const comments = pulumiOf(rest).some((use) => use.with["comment-on-pr"] === true);
    const labels = runs(rest, /\/pulls"/).length > 0 || rest.uses === DEPLOY_STAGE;
    const needed: Record<string, string> = {
      ...(rest.steps.some((use) => use.uses !== "") || rest.uses !== ""
        ? { contents: "read" }
        : {}),
      ...(signsIn ? { "id-token": "write" } : {}),
      ...(comments ? { "pull-requests": "write" } : labels ? { "pull-requests": "read" } : {}),
    };
    return Object.entries(granted)
      .filter(([scope, access]) => needed[scope] !== access)
      .map(([scope, access]) => `${name} has ${scope}: ${access}, which it does not use`);
  }),

  eachJob((name, { steps }) =>
    steps.some((use) => use.run.includes("${{"))
      ? [`${name} puts an expression into a script; pass it by env`]
      : [],
  ),

  eachJob((name, content) =>
    uses(content, "actions/checkout").some((use) => use.with["persist-credentials"] !== false)
      ? [`${name} leaves the token in the checkout`]
      : [],
  ),

  (_, text) =>
    /access[-_]key[-_]id|secret[-_]access[-_]key/i.test(text) ? ["uses a long-lived AWS key"] : [],

  eachJob((name, content) =>
    uses(content, "aws-actions/configure-aws-credentials").some(
      (use) => !String(use.with["role-to-assume"]).startsWith("${{ vars"),
    )
      ? [`${name} signs in to AWS without a role from the variables`]
      : [],
  ),

  eachJob((name, content) => pulumiOf(content).flatMap(() => stackFaults(name, content))),

  eachJob((name, content) =>
    pulumiOf(content).flatMap((use) => {
      const judged =
        use.with["policyPacks"] === "policy" &&
        use.with["policyPackConfigs"] === `policy/\${{ ${stageOf(name)} }}.json`;
      return judged ? [] : [`${name} is not judged by the policy pack at the stage's levels`];
    }),
  ),

  // The action's `up` skips the preview, and a rule then stops its own resource among others.
  eachJob((name, content) => {
    const commands = pulumiOf(content).map((use) => use.with["command"]);
    return commands.every((command, i) => command !== "up" || commands[i - 1] === "preview")
      ? []
      : [`${name} deploys without a preview`];
  }),

  (_, text, guide) =>
    [...text.matchAll(/\b(?:vars|secrets)\.([A-Z_]+)/g)]
      .map(([, variable = ""]) => variable)
      .filter((variable) => !guide.includes(`\`${variable}\``))
      .map((variable) => `${variable} is not explained`),

  ({ name, on, jobs }) => {
    if (name !== "Test") return [];
    const anyPush = JSON.stringify(on["push"]) === '{"branches":["**"]}';
    const tests = Object.values(jobs).some(({ steps }) =>
      steps.some((use) => use.run === "npm test" && use.env["CI"] === "true"),
    );
    return [
      ...(anyPush && on["pull_request"] === null
        ? []
        : ["does not run on every push and pull request"]),
      ...(tests ? [] : ["does not run npm test with CI=true"]),
    ];
  },

  ({ name, jobs }) => {
    if (name !== "Preview") return [];
    const { scope, preview } = jobs;
    const stages = preview?.strategy?.matrix["stage"]?.join(" ");
    const guarded =
      preview?.needs === "scope" && preview.if === "needs.scope.outputs.preview == 'true'";
    return [
      ...(stages === "dev staging prod" ? [] : ["does not preview every stage"]),
      ...(guarded && scope?.steps[0]?.env["FORK"] !== undefined ? [] : ["does not skip forks"]),
    ];
  },

  ({ name, on, jobs }) => {
    if (name !== "Deploy") return [];
    const { dev, staging, prod } = jobs;
    const tested = dev?.needs === "test" && staging?.needs === "test" && jobs["test"]?.uses !== "";
    return [
      ...(JSON.stringify(on["push"]).includes('"branches":["main"]') ? [] : ["deploys any branch"]),
      ...(tested ? [] : ["deploys what is not tested"]),
      ...(dev?.if.startsWith("github.event_name == 'push' &&") ? [] : ["deploys dev on a release"]),
      ...(staging?.if.startsWith("github.event_name == 'release' &&")
        ? []
        : ["deploys staging without a release"]),
      ...(prod?.if.startsWith(
        "github.event_name == 'release' && !github.event.release.prerelease &&",
      )
        ? []
        : ["deploys prod without a full release"]),
      ...(prod?.needs === "staging" ? [] : ["deploys prod before staging"]),
      ...Object.entries({ dev, staging, prod })
        .filter(([stage, job]) => job?.uses !== DEPLOY_STAGE || job.with["stage"] !== stage)
        .map(([stage]) => `${stage} deploys another stage`),
    ];
  },
];

function stackFaults(name: string, content: Job): string[] {
  const { concurrency, environment } = content;
  const stage = stageOf(name);
  const faults = pulumiOf(content).every((use) =>
    String(use.with["stack-name"]).endsWith(`, vars.PULUMI_ORG, ${stage}) || ${stage} }}`),
  )
    ? []
    : [`${name} names another stack`];
  if (concurrency === undefined) return [...faults, `${name} may run twice at once`];
  if (name === "preview")
    return concurrency.group.includes(stage) ? faults : [...faults, `${name} queues all stages`];
  if (concurrency.queue !== "max") faults.push(`${name} drops a deployment that waits`);
  if (concurrency["cancel-in-progress"]) faults.push(`${name} may be cancelled half way`);
  if (name === "gate") {
    return environment === `\${{ ${stage} }}-preview`
      ? faults
      : [...faults, `${name} waits for the approval that it is for`];
  }
  if (concurrency.group !== `stack-\${{ ${stage} }}`)
    faults.push(`${name} does not queue for its stack`);
  if (environment !== `\${{ ${stage} }}`)
    faults.push(`${name} needs the stage's environment, where its approval is`);
  return faults;
}
