import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { bundledDynamoDbSink } from "../../archives/catalogue";
import { prepareArchive } from "../../archives/prepare";
import { projectRoot } from "../../support/projectRoot";
import {
  archives,
  dependenciesPage,
  installed,
  licenceOf,
  readLockFile,
} from "../../tools/docs/dependencies";
import { broughtAlong, downloadedForLocalRuns, statedInFiles } from "../../tools/docs/licences";
import { packedBy } from "../../tools/docs/poms";
import { brokerPart } from "../../local/services/broker";
import { dynamoDbPart } from "../../local/services/dynamoDb";
import { resolvePart } from "../../local/services/jvm/parts";
import { workerPart } from "../../local/services/worker";

function read(...path: readonly string[]): string {
  return readFileSync(join(projectRoot, ...path), "utf8");
}

const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  version: z.string(),
  dependencies: versions,
  devDependencies: versions,
});

/** Licences that ask for no more than to be named. */
const PERMISSIVE = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "(BSD-3-Clause AND Apache-2.0)",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unlicense",
];
/** Tools of tests, which nobody is given. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  "@cloud-copilot/iam-policy": "AGPL-3.0-or-later",
  "@cloud-copilot/iam-simulate": "AGPL-3.0-or-later",
  "@cloud-copilot/iam-utils": "AGPL-3.0-or-later",
  "axe-core": "MPL-2.0",
};

/**
 * What a program that uses the package has too: there must be one copy of each, so that the package
 * takes any compatible version from the locked one on.
 */
const SHARED = ["aws", "awsx", "command", "pulumi"].map((name) => `@pulumi/${name}`);

describe("npm's packages", () => {
  for (const folder of [".", "policy", "bootstrap", "examples/consumer"]) {
    it(`are of exact versions in ${folder}/package.json`, () => {
      const { dependencies, devDependencies } = manifest.parse(
        JSON.parse(read(folder, "package.json")),
      );
      const all = Object.entries({ ...dependencies, ...devDependencies });
      const shared = folder === "." ? SHARED : [];
      assert.deepEqual(
        all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)).map(([name]) => name),
        shared,
      );
      for (const name of shared) assert.match(dependencies[name] ?? "", /^\^\d+\.\d+\.\d+$/);
    });
  }

  for (const folder of [".", "policy"]) {
    it(`are locked by their SHA-512 and to no registry in ${folder}/package-lock.json`, () => {
      const { lockfileVersion, packages } = readLockFile(folder);
      const loose = Object.entries(packages)
        .filter(([path]) => path !== "")
        .filter(
          ([, { integrity, resolved }]) =>
            !/^sha512-[\w+/]{86}==$/.test(integrity) || resolved !== undefined,
        );
      assert.equal(lockfileVersion, 3);
      assert.deepEqual(loose, []);
    });

    it(`are those of ${folder}/package.json in its lock file`, () => {
      const { dependencies, devDependencies } = manifest.parse(
        JSON.parse(read(folder, "package.json")),
      );
      const { packages } = readLockFile(folder);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        assert.equal(packages[`node_modules/${name}`]?.version, version.replace("^", ""), name);
      }
    });

    it(`have licences that let everybody use them, in ${folder}/package-lock.json`, () => {
      const others = installed(readLockFile(folder)).filter(
        ({ name, licence, forDevelopment }) =>
          !PERMISSIVE.includes(licence) && !(forDevelopment && FOR_TESTS[name] === licence),
      );
      assert.deepEqual(others, []);
    });

    it(`have no known weakness of level high, in ${folder}/package-lock.json`, async function () {
      const weaknesses = await audit(folder);
      if (weaknesses === undefined) {
        console.log("      skipped: the registry answers no npm audit");
        this.skip();
      }
      assert.deepEqual(weaknesses, { high: 0, critical: 0 });
    });
  }

  it("are in a new project those that they are here", () => {
    const [here, there] = [".", "examples/own-pipeline"].map((folder) => {
      const parsed = manifest.parse(JSON.parse(read(folder, "package.json")));
      return { ...parsed, all: { ...parsed.dependencies, ...parsed.devDependencies } };
    });
    const { "msk-pipeline": ours, ...others } = there?.all ?? {};
    assert.equal(ours, `file:msk-pipeline-${here?.version ?? ""}.tgz`);
    for (const [name, version] of Object.entries(others)) {
      assert.equal(version, here?.all[name]?.replace("^", ""), name);
    }
  });

  it("that name their licence in a file have that one", () => {
    for (const [name, { says }] of Object.entries(statedInFiles)) {
      assert.ok(read("node_modules", name, "LICENSE").includes(says), name);
    }
  });
});

describe("Maven's artifacts", () => {
  it("are of exact versions", () => {
    for (const module of [".", ...modules()]) {
      const found = [...read("plugins", module, "pom.xml").matchAll(/<version>(.*?)<\/version>/gs)];
      for (const [, version = ""] of found) {
        assert.match(version, /^(\d[\w.-]*|\$\{[\w.]+\})$/, module);
        assert.doesNotMatch(version, /SNAPSHOT|LATEST|RELEASE|[[(,]/i, module);
      }
    }
  });

  it("come from Maven Central alone", () => {
    for (const module of [".", ...modules()]) {
      assert.doesNotMatch(
        read("plugins", module, "pom.xml"),
        /<(pluginR|r)epositor(y|ies)>/,
        module,
      );
    }
  });

  it("that go into an archive are listed, each with its version and licence", () => {
    for (const packed of archives.flatMap(packedBy)) {
      assert.match(packed.version, /^\d+\.\d+/, packed.name);
      assert.ok(licenceOf(packed));
    }
  });

  it("that Kafka's tools bring along are listed with their licence", () => {
    const included = read("plugins/kafka-client/archive.xml").matchAll(/<include>([^:<]+):/g);
    // The project's own is under the project's licence.
    const listed = ["dev.mskpipeline", ...broughtAlong.flatMap(({ groups }) => groups)];
    assert.deepEqual(
      [...included].map(([, group = ""]) => group).filter((group) => !listed.includes(group)),
      [],
    );
  });

  it("that a local run downloads are listed with their licence", () => {
    const parts = [brokerPart("3.9.2"), workerPart("3.7.2"), dynamoDbPart];
    const groups = parts.flatMap(({ artifacts }) =>
      artifacts.map((one) => one.split(":")[0] ?? ""),
    );
    assert.deepEqual(
      groups.filter((group) => !(group in downloadedForLocalRuns)),
      [],
    );
  });
});

describe("Maven", () => {
  let folder: string;
  const { PATH: path } = process.env;

  /** A Maven that downloads nothing and writes down what it was asked. */
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "supply-chain-test-"));
    const mvn = join(folder, "mvn");
    await writeFile(mvn, `#!/bin/sh\necho "$@" >> '${folder}/asked'\n`);
    await chmod(mvn, 0o755);
    process.env["PATH"] = [folder, path].join(delimiter);
    process.env["PIPELINE_CACHE_DIR"] = join(folder, "cache");
  });

  afterEach(async () => {
    process.env["PATH"] = path;
    delete process.env["PIPELINE_CACHE_DIR"];
    await rm(folder, { recursive: true });
  });

  it("refuses a wrong checksum of what a local run downloads", async () => {
    await resolvePart(dynamoDbPart);
    assert.match(await readFile(join(folder, "asked"), "utf8"), /--strict-checksums /);
  });

  it("refuses a wrong checksum of what goes into an archive", async () => {
    // It packs nothing, so the archive is missed.
    await assert.rejects(prepareArchive(bundledDynamoDbSink), /ENOENT/);
    assert.match(await readFile(join(folder, "asked"), "utf8"), /--strict-checksums /);
  });
});

describe("docs/dependencies.md", () => {
  it("is what npm run docs writes", async () => {
    assert.equal(read("docs/dependencies.md"), await dependenciesPage());
  });
});

function modules(): string[] {
  const names = [...read("plugins/pom.xml").matchAll(/<module>(.*?)<\/module>/g)];
  assert.ok(names.length > 0);
  return names.map(([, name = ""]) => name);
}

const audited = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
});

/** Known weaknesses by their level, or undefined where the registry cannot be asked. */
async function audit(folder: string): Promise<{ high: number; critical: number } | undefined> {
  const { stdout } = await execa("npm", ["audit", "--package-lock-only", "--json"], {
    cwd: join(projectRoot, folder),
    reject: false,
    timeout: 20_000,
  });
  const answer = audited.safeParse(stdout === "" ? undefined : JSON.parse(stdout));
  return answer.success ? answer.data.metadata.vulnerabilities : undefined;
}
