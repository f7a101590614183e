import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { builtinModules, createRequire } from "node:module";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { execa } from "execa";
import ts from "typescript";
import type { deploymentCommand } from "../../support/deploymentCommand";
import { projectRoot } from "../../support/projectRoot";
import { KEY, otherProgram, type OtherProgram } from "./otherProgram";
import { all, one, statements } from "../helpers/resources";
import { checkTypes } from "./checkTypes";
import {
  entries,
  filesOf,
  importedBy,
  installPackage,
  type InstalledPackage,
} from "../helpers/installedPackage";

const load = createRequire(__filename);

describe("The package that npm pack makes, in a new project", function () {
  this.timeout(240_000);
  let installed: InstalledPackage;

  before(async () => {
    installed = await installPackage();
  });
  after(() => installed.remove());

  it("holds compiled code with types, the plugins' sources and a project to start from, and nothing else", () => {
    const wanted = [
      /^(LICENSE|README\.md|package\.json)$/,
      /^dist\/(archives|cli|components|config|connectors|create|deploy|functions|gate|local|operate|outputs|plan|policy|provider|support)\/[\w/]+\.(js|d\.ts)$/,
      /^dist\/local\/(report\/page\.css|services\/LoopbackDynamoDb\.java|ui\/browser\/\w+\.(ts|json|html|css))$/,
      /^dist\/(provider\/schema\.json|policy\/(package\.json|PulumiPolicy\.yaml|(dev|staging|prod)\.json))$/,
      /^examples\/(own-pipeline\/\.github\/workflows\/preview\.yml|(own-pipeline|python)\/\w+(\.\w+)*\.(ts|py|json|md|yaml|txt))$/,
      /^plugins\/(LICENSE|(.+\/)?(pom|archive)\.xml|[\w.-]+\/src\/(main|bin|config)\/.+|kafka-client\/src\/THIRD-PARTY\.txt)$/,
    ];
    const others = installed.files.filter((file) => !wanted.some((pattern) => pattern.test(file)));
    assert.deepEqual(others, []);
    assert.ok(installed.bytes < 800_000, `${installed.bytes} bytes`);
  });

  it("has every source of the plugins, which are built where they are deployed", async () => {
    const sources = await filesOf(join(projectRoot, "plugins"));
    assert.deepEqual(
      installed.files.filter((file) => file.startsWith("plugins/")),
      sources
        .filter((file) => !/(^|\/)(src\/test|target)\/|\.md$/.test(file))
        .map((file) => `plugins/${file}`),
    );
  });

  it("has what is no code and lies beside it", async () => {
    const files = await filesOf(join(projectRoot, "local"));
    const beside = files.filter((file) => !/(\.ts|(^|\/)tsconfig\.json)$/.test(file));
    const missing = beside.filter((file) => !installed.files.includes(`dist/local/${file}`));
    assert.deepEqual([beside.includes("report/page.css"), missing], [true, []]);
  });

  it("has the files that it exports, and those that are its commands", async () => {
    const { manifest, folder } = installed;
    const exported = Object.values(manifest.exports).flatMap((each) =>
      typeof each === "string" ? [each] : [each.types, each.default],
    );
    const named = [manifest.main, manifest.types, ...exported, ...Object.values(manifest.bin)];
    assert.deepEqual(
      named.filter((file) => !existsSync(join(folder, file))),
      [],
    );
    for (const binary of Object.values(manifest.bin)) {
      assert.match(await readFile(join(folder, binary), "utf8"), /^#!\/usr\/bin\/env node\n/);
    }
  });

  it("imports only what it depends on", async () => {
    const { manifest } = installed;
    const imported = await importedBy(installed);
    const known = [...Object.keys(manifest.dependencies), ...builtinModules];
    assert.deepEqual(
      [...imported].filter((name) => !known.includes(name.replace(/^node:/, ""))),
      [],
    );
    assert.ok(imported.has("@pulumi/aws"));
  });

  it("loads in plain Node.js, by require and by import", async () => {
    const script = `
      for (const name of ${JSON.stringify(entries(installed))}) {
        const required = Object.keys(require(name));
        const imported = Object.keys(await import(name));
        const missing = required.filter((key) => !imported.includes(key));
        if (required.length === 0 || missing.length > 0) throw new Error(name + missing);
      }`;
    await execa("node", ["-e", `(async () => {${script}})()`], { cwd: installed.program });
  });

  it("has types that the example keeps to", async () => {
    const checked = await checkTypes(installed.program, entries(installed));
    assert.ok(checked.files.some((file) => file.endsWith("outputs/schema.d.ts")));
    assert.deepEqual(checked.faults, []);
  });

  it("has its types found by a program whose resolution knows no exports", () => {
    const { folder, manifest, program } = installed;
    const options = { moduleResolution: ts.ModuleResolutionKind.Node10 };
    for (const [path, target] of Object.entries(manifest.exports)) {
      if (typeof target === "string") continue;
      const name = join(manifest.name, path);
      const found = ts.resolveModuleName(name, join(program, "index.ts"), options, ts.sys);
      assert.equal(found.resolvedModule?.resolvedFileName, join(folder, target.types), name);
    }
  });

  describe("as the new project uses it", () => {
    let deployed: OtherProgram;

    before(async () => {
      deployed = await otherProgram(join(installed.program, "index.ts"));
    });

    it("runs Kafka's connector with the plugin of its own archive", () => {
      const { inputs } = one(
        deployed.resources,
        "aws:mskconnect/connector:Connector",
        "releases-source-connector",
      );
      const plugin = one(
        deployed.resources,
        "aws:mskconnect/customPlugin:CustomPlugin",
        "plugins-connect-file",
      );
      assert.deepEqual(inputs["plugins"], [
        { customPlugin: { arn: plugin.state["arn"], revision: 1 } },
      ]);
      assert.equal(inputs["name"], "prod-releases-source");
      assert.deepEqual(inputs["tags"], {
        ...{ Project: "releases", Stage: "prod", ManagedBy: "pulumi" },
        Name: "prod-releases-source",
      });
    });

    it("keeps the archives in the bucket that is there, and makes none", () => {
      const objects = all(deployed.resources, "aws:s3/bucketObjectv2:BucketObjectv2");
      assert.deepEqual(
        objects.map(({ inputs }) => inputs["bucket"]),
        ["archives", "archives"],
      );
      const made = deployed.resources.filter(({ type }) => type.startsWith("aws:s3/bucket:"));
      assert.deepEqual(made, []);
    });

    it("lets a connector use its own topics and table, and nothing else", () => {
      const { inputs } = one(
        deployed.resources,
        "aws:iam/rolePolicy:RolePolicy",
        "releases-sink-policy",
      );
      const topics = all(deployed.resources, "aws:msk/topic:Topic");
      const cluster = String(topics[0]?.inputs["clusterArn"]);
      assert.match(cluster, /^arn:aws:kafka:us-east-1:123456789012:cluster\/shared\/[\w-]+$/);
      const of = cluster.replace(":cluster/", ":topic/");
      const granted = statements(inputs["policy"]).map(({ Sid, Resource }) => [Sid, Resource]);
      assert.deepEqual(Object.fromEntries(granted), {
        ConnectToCluster: [cluster],
        ReadTopics: [`${of}/releases`],
        OwnTopics: ["configs", "status"].map(
          (role) => `${of}/__amazon_msk_connect_${role}_prod-releases-sink_*`,
        ),
        KeepOffsets: [`${of}/__amazon_msk_connect_offsets_prod_releases-sink`],
        JoinGroups: [
          "__amazon_msk_connect_cluster_prod-releases-sink_*",
          "connect-prod-releases-sink",
        ].map((group) => `${of.replace(":topic/", ":group/")}/${group}`),
        WriteTables: ["arn:aws:dynamodb:us-east-1:123456789012:table/releases"],
        UseTableKeys: [KEY],
      });
    });

    it("runs the package's binaries, and no file of this machine", () => {
      const commands = all(deployed.resources, "command:local:Command");
      const created = commands.map(({ inputs }) => inputs["create"]);
      assert.deepEqual(
        [...new Set([...deployed.commands, ...created])],
        ["npx --no msk-pipeline-plugin-archive", "npx --no msk-pipeline-verify-connector"],
      );
    });
  });

  describe("its commands", () => {
    async function run(
      name: Parameters<typeof deploymentCommand>[0],
      input: unknown,
    ): Promise<{ exitCode?: number; stdout: string; stderr: string }> {
      const parts = join(installed.folder, "dist/support/deploymentCommand.js");
      const { deploymentCommand: called } = load(parts) as {
        deploymentCommand: typeof deploymentCommand;
      };
      return execa("/bin/sh", ["-c", called(name)], {
        input: JSON.stringify(input),
        cwd: installed.program,
        env: { PIPELINE_CACHE_DIR: "" },
        reject: false,
      });
    }
    const archive = { name: "own", version: "1", mainClass: "org.example.Own" };

    it("take a zip of the other program by its path there", async () => {
      const jar = new AdmZip();
      jar.addFile("org/example/Own.class", Buffer.from("class"));
      const zip = new AdmZip();
      zip.addFile("own/own.jar", jar.toBuffer());
      zip.writeZip(join(installed.program, "own.zip"));
      const source = { kind: "file", file: "own.zip" };
      const { stdout, stderr } = await run("pluginArchive", { ...archive, source });
      assert.match(stdout, /^\{"path":"own\.zip","sha256":"[0-9a-f]{64}"\}$/, stderr);
    });

    it("say which file of the other program there is not", async () => {
      const source = { kind: "file", file: "plugins/absent.zip" };
      const { exitCode, stderr } = await run("pluginArchive", { ...archive, source });
      const path = join(installed.program, "plugins/absent.zip");
      assert.equal(
        stderr,
        `The plugin archive ${path} does not exist, which is named as the file plugins/absent.zip: put the zip there, or name another path.`,
      );
      assert.equal(exitCode, 1);
    });

    for (const name of ["verifyConnector", "bootstrapDatabase"] as const) {
      it(`refuse what they cannot read: ${name}`, async () => {
        const { exitCode, stderr } = await run(name, {});
        assert.match(stderr, /ZodError/);
        assert.equal(exitCode, 1);
      });
    }

    it("have a function to bundle that runs on Lambda", async () => {
      const bundle = join(installed.folder, "dist/archives/functionCode.js");
      const script = `
        const code = require(${JSON.stringify(bundle)}).bundle("restartFailedTasks");
        fs.writeFileSync("handler.cjs", code);
        if (typeof require("./handler.cjs").handler !== "function") throw new Error("no handler");`;
      await execa("node", ["-e", script], { cwd: installed.program });
    });
  });
});
