import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AdmZip from "adm-zip";
import type { Archive } from "../../../archives/archive";
import { prepareArchive } from "../../../archives/prepare";

const MAIN_CLASS = "org.example.Source";

function archive(coordinates: string, sha256?: string): Archive {
  const checksum = sha256 === undefined ? {} : { sha256 };
  return {
    name: "example",
    version: "1.2",
    mainClass: MAIN_CLASS,
    source: { kind: "maven", coordinates, ...checksum },
  };
}

describe("A plugin of Maven's repositories", () => {
  let cache: string;

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "assemble-test-"));
    process.env["PIPELINE_CACHE_DIR"] = cache;
  });

  afterEach(async () => {
    delete process.env["PIPELINE_CACHE_DIR"];
    await rm(cache, { recursive: true, force: true });
  });

  for (const coordinates of ["example", "org.example:example", "org.example:example:1.2:jar", ""]) {
    it(`is refused by the coordinates "${coordinates}"`, async () => {
      await assert.rejects(prepareArchive(archive(coordinates)), {
        message: `The plugin's coordinates must be group:artifact:version, such as org.example:example-connector:1.2.3; got ${coordinates}`,
      });
    });
  }

  it("is the one of its checksum, in the cache too", async () => {
    const jar = new AdmZip();
    jar.addFile(`${MAIN_CLASS.replaceAll(".", "/")}.class`, Buffer.from([0xca, 0xfe]));
    const content = jar.toBuffer();
    const zip = new AdmZip();
    zip.addFile("example-1.2/lib/example-1.2.jar", content);
    await mkdir(join(cache, "plugins"));
    const path = join(cache, "plugins", "org.example-example-1.2.zip");
    await writeFile(path, zip.toBuffer());
    const sha256 = createHash("sha256").update(content).digest("hex");
    const prepared = await prepareArchive(archive("org.example:example:1.2", sha256));
    assert.equal(prepared.path, path);
    await assert.rejects(prepareArchive(archive("org.example:example:1.2", "0".repeat(64))), {
      message: `The jar of org.example:example:1.2 is not the one that is expected: its SHA-256 is ${sha256}, the pipeline says ${"0".repeat(64)}.`,
    });
  });
});
