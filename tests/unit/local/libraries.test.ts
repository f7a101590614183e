import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchLibraries, notFound, toInstall } from "../../../local/services/mysql/libraries";

/** Knows packages of these names only, each a file that names it. */
const apt = (...known: readonly string[]): string => `#!/bin/sh
case "$*" in
  *update) test -d lists/partial ;;
  ${known.map((name) => `*"download ${name}"`).join(" | ")}) echo "\${*##* }" > package.deb ;;
  *) echo "E: Unable to locate package \${*##* }" >&2; exit 100 ;;
esac
`;

/** Unpacks a library with that file's text. */
const dpkgDeb = (library: string): string => `#!/bin/sh
mkdir -p "$3/usr/lib" && cp "$2" "$3/usr/lib/${library}"
`;

describe("Libraries that a MySQL server needs", () => {
  const { PATH, PIPELINE_CACHE_DIR } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "libraries-"));
    process.env["PIPELINE_CACHE_DIR"] = join(folder, "cache");
    process.env["PATH"] = `${folder}:/usr/bin:/bin`;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    Object.assign(process.env, { PATH });
    if (PIPELINE_CACHE_DIR === undefined) delete process.env["PIPELINE_CACHE_DIR"];
    else process.env["PIPELINE_CACHE_DIR"] = PIPELINE_CACHE_DIR;
  });

  function program(name: string, script: string): void {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }

  function cached(): string[] {
    return readdirSync(join(folder, "cache", "mysql"));
  }

  it("are those that ldd does not find", () => {
    const ldd = [
      "\tlinux-vdso.so.1 (0x00007ffd)",
      "\tlibaio.so.1 => not found",
      "\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f)",
      "\tlibnuma.so.1 => not found",
    ].join("\n");
    assert.deepEqual(notFound(ldd), ["libaio.so.1", "libnuma.so.1"]);
    assert.deepEqual(notFound("\tlibm.so.6 => /lib/libm.so.6"), []);
  });

  it("come from the system's packages, and nothing else of those stays", async () => {
    program("apt-get", apt("libaio1"));
    program("dpkg-deb", dpkgDeb("libaio.so.1"));
    const libraries = await fetchLibraries(["libaio.so.1"], () => undefined);
    assert.deepEqual(readdirSync(libraries), ["libaio.so.1"]);
    assert.equal(readFileSync(join(libraries, "libaio.so.1"), "utf8"), "libaio1\n");
  });

  it("have another name in releases with times of 64 bits", async () => {
    program("apt-get", apt("libaio1t64"));
    program("dpkg-deb", dpkgDeb("libaio.so.1t64"));
    const libraries = await fetchLibraries(["libaio.so.1"], () => undefined);
    assert.equal(readFileSync(join(libraries, "libaio.so.1"), "utf8"), "libaio1t64\n");
  });

  it("are not half there where a package is missing, which is said", async () => {
    program("apt-get", apt("libaio1"));
    program("dpkg-deb", dpkgDeb("libaio.so.1"));
    await assert.rejects(
      fetchLibraries(["libaio.so.1", "libnuma.so.1"], () => undefined),
      /Unable to locate package libnuma1/,
    );
    assert.deepEqual(cached(), []);
  });

  it("can be installed by hand where there is no apt", async () => {
    process.env["PATH"] = folder;
    await assert.rejects(
      fetchLibraries(["libaio.so.1"], () => undefined),
      /apt-get/,
    );
    assert.deepEqual(cached(), []);
    assert.match(toInstall("libaio.so.1"), /^libaio1 or libaio1t64 \(Debian, Ubuntu\) or libaio /);
    assert.equal(toInstall("libz.so.1"), "the package that has it");
  });
});
