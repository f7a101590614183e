import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { refuseWrites } from "../../../local/faults/diskFull";

/** Writes to a file once it is told to, and says how that went. */
const WRITER = `
process.stdin.once("data", () => {
  try {
    require("node:fs").writeFileSync(process.argv[1], "two words");
    console.log("written");
  } catch (error) {
    console.log(error.code);
  }
  process.exit();
});`;

describe("A disk that is full", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "disk-full-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function written(before: (pid: number) => Promise<void>): Promise<string> {
    const writer = execa("node", ["--eval", WRITER, join(folder, "log")]);
    assert.ok(writer.pid !== undefined);
    await before(writer.pid);
    writer.stdin.end("now");
    return (await writer).stdout;
  }

  it("takes nothing more of the process that it is full for, and of no other", async function () {
    if (process.platform !== "linux") this.skip();
    assert.equal(await written(refuseWrites), "EFBIG");
    assert.equal(await written(() => Promise.resolve()), "written");
  });

  it("needs prlimit, and says so", async () => {
    const { PATH } = process.env;
    process.env["PATH"] = folder;
    try {
      await assert.rejects(refuseWrites(process.pid), {
        name: "UserError",
        message: /^Fault disk-full needs prlimit of Linux's util-linux\. .*prlimit ENOENT$/s,
      });
    } finally {
      process.env["PATH"] = PATH;
    }
  });
});
