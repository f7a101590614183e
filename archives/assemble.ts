import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { cached, pluginCache } from "../support/cache";
import { runMaven } from "../support/maven";
import { UserError } from "../support/userError";
import type { MavenArchive } from "./archive";

const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/** Every entry's, so that the same jars make the same archive. */
const TIME = new Date(1980, 0, 1);

/**
 * Makes an archive of an artifact of Maven's repositories and of the jars that it needs, without
 * those that every worker has.
 */
export async function assembleArchive({ coordinates, sha256 }: MavenArchive): Promise<string> {
  const [, group = "", artifact = "", version = ""] = COORDINATES.exec(coordinates) ?? [];
  if (version === "") {
    throw new UserError(
      `The plugin's coordinates must be group:artifact:version, such as org.example:example-connector:1.2.3; got ${coordinates}`,
    );
  }
  const folder = `${artifact}-${version}`;
  const verified = (path: string): void => {
    verify(path, `${folder}/lib/${folder}.jar`, coordinates, sha256);
  };
  const target = join(pluginCache(), `${group}-${folder}.zip`);
  const path = await cached(target, async (temporary) => {
    const workspace = await mkdtemp(join(pluginCache(), "assemble-"));
    try {
      await writeFile(join(workspace, "pom.xml"), pomOf(group, artifact, version));
      await runMaven(
        ["-f", join(workspace, "pom.xml"), COPY, "-DincludeScope=runtime"],
        `fetch ${coordinates}`,
      );
      await zipJars(join(workspace, "target", "dependency"), `${folder}/lib`, temporary);
      verified(temporary);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  });
  verified(path);
  return path;
}

const COORDINATES = /^([\w.-]+):([\w.-]+):([\w.-]+)$/;

/** A project with the artifact as its only dependency; what Kafka Connect brings along is left out. */
function pomOf(group: string, artifact: string, version: string): string {
  const left = ["org.apache.kafka", "org.slf4j"].map(
    (each) => `<exclusion><groupId>${each}</groupId><artifactId>*</artifactId></exclusion>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>assembled</groupId>
  <artifactId>assembled</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${artifact}</artifactId>
      <version>${version}</version>
      <exclusions>${left.join("")}</exclusions>
    </dependency>
  </dependencies>
</project>
`;
}

async function zipJars(from: string, folder: string, target: string): Promise<void> {
  await mkdir(from, { recursive: true });
  const zip = new AdmZip();
  for (const jar of (await readdir(from)).sort()) {
    zip.addFile(`${folder}/${jar}`, await readFile(join(from, jar))).header.time = TIME;
  }
  await writeFile(target, zip.toBuffer());
}

function verify(path: string, jar: string, coordinates: string, sha256: string | undefined): void {
  if (sha256 === undefined) return;
  const content = new AdmZip(path).readFile(jar) ?? Buffer.alloc(0);
  const actual = createHash("sha256").update(content).digest("hex");
  if (actual === sha256) return;
  throw new UserError(
    `The jar of ${coordinates} is not the one that is expected: its SHA-256 is ${actual}, the pipeline says ${sha256}.`,
  );
}
