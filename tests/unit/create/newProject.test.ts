import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { newProject } from "../../../create/newProject";
import { UserError } from "../../../support/userError";
import { until } from "../../../support/waiting";

describe("A new project", function () {
  this.timeout(60_000);
  const { PATH: path } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "new-project-"));
  });
  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  });

  /** Has another npm run than the user's. */
  function useNpm(script: string): void {
    const tools = join(folder, "tools");
    mkdirSync(tools);
    writeFileSync(join(tools, "npm"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(tools, "npm"), 0o755);
    process.env["PATH"] = [tools, path].join(delimiter);
  }

  async function refusal(target: string): Promise<string> {
    let message = "";
    await assert.rejects(
      newProject(target, "typescript", new AbortController().signal),
      (error) => {
        assert.ok(error instanceof UserError, String(error));
        message = error.message;
        return true;
      },
    );
    return message;
  }

  it("is a copy of the example in its language, without what its use has left there", async () => {
    useNpm("exit 0");
    const { signal } = new AbortController();
    const made = await newProject(join(folder, "mine"), "python", signal);
    assert.deepEqual(readdirSync(made).sort(), [
      ".gitignore",
      "Pulumi.dev.yaml",
      "Pulumi.yaml",
      "README.md",
      "__main__.py",
      "package.json",
      "requirements.txt",
    ]);
  });

  it("is refused in a folder that holds something, which stays as it is", async () => {
    writeFileSync(join(folder, "notes.txt"), "");
    assert.equal(
      await refusal(folder),
      `${folder} is not empty, it has notes.txt: name a folder that is empty or not there yet.`,
    );
    assert.deepEqual(readdirSync(folder), ["notes.txt"]);
  });

  it("is refused in the place of a file", async () => {
    const file = join(folder, "notes.txt");
    writeFileSync(file, "");
    assert.match(await refusal(file), /notes\.txt is a file: name a folder/);
  });

  it("is there wholly or not at all", async () => {
    useNpm("echo no space left; exit 1");
    assert.match(await refusal(join(folder, "mine")), /^npm could not pack .*\nno space left$/);
    assert.deepEqual(readdirSync(folder), ["tools"]);
  });

  it("leaves nothing when it is interrupted", async () => {
    // Says that it runs, and then does until it is ended.
    useNpm(`touch ${folder}/runs; exec sleep 60`);
    const controller = new AbortController();
    const making = newProject(join(folder, "mine"), "python", controller.signal);
    await until(() => Promise.resolve(existsSync(join(folder, "runs")) || undefined), {
      signal: controller.signal,
      otherwise: "npm was never called",
      seconds: 30,
    });
    controller.abort(new Error("Ctrl-C"));
    await assert.rejects(making, /^Error: Ctrl-C$/);
    assert.deepEqual(readdirSync(folder).sort(), ["runs", "tools"]);
  });
});
