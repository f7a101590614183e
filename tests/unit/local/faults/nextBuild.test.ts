import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { nextBuild } from "../../../../local/faults/nextBuild";

const JAR = "sink-0.1.0/lib/sink-0.1.0.jar";
const VERSION = "dev/mskpipeline/connect/sink/version.txt";

function zipOf(files: Readonly<Record<string, string | Buffer>>): AdmZip {
  const zip = new AdmZip();
  for (const [name, content] of Object.entries(files)) zip.addFile(name, Buffer.from(content));
  return zip;
}

describe("The next build of a plugin", () => {
  const directory = mkdtempSync(join(tmpdir(), "next-build-"));
  after(() => {
    rmSync(directory, { recursive: true });
  });

  it("has another version, and all else as it was", () => {
    const library = zipOf({ "other/version.txt": "2.0" }).toBuffer();
    const archive = join(directory, "archive.zip");
    const jar = zipOf({ [VERSION]: "0.1.0", "Sink.class": "code" }).toBuffer();
    zipOf({ [JAR]: jar, "sink-0.1.0/lib/library.jar": library }).writeZip(archive);

    const next = new AdmZip(nextBuild(archive, "next", join(directory, "next")));

    const nextJar = new AdmZip(next.readFile(JAR) ?? undefined);
    assert.equal(nextJar.readAsText(VERSION), "next");
    assert.equal(nextJar.readAsText("Sink.class"), "code");
    assert.deepEqual(next.readFile("sink-0.1.0/lib/library.jar"), library);
  });
});
