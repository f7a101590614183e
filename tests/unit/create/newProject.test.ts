import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { newProject } from "../../../create/newProject";
import { UserError } from "../../../support/userError";

describe("A new project", () => {
  const { PATH: path } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "new-project-"));
  });
  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  });

  async function refusal(target: string): Promise<string> {
    let message = "";
    await assert.rejects(newProject(target), (error) => {
      assert.ok(error instanceof UserError, String(error));
      message = error.message;
      return true;
    });
    return message;
  }

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
    const tools = join(folder, "tools");
    mkdirSync(tools);
    writeFileSync(join(tools, "npm"), "#!/bin/sh\necho no space left; exit 1\n");
    chmodSync(join(tools, "npm"), 0o755);
    process.env["PATH"] = [tools, path].join(delimiter);
    assert.match(await refusal(join(folder, "mine")), /^npm could not pack .*\nno space left$/);
    assert.deepEqual(readdirSync(folder), ["tools"]);
  });
});
