import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { cached, pluginCache } from "../support/cache";
import { fetchJars } from "../support/jars";
import { UserError } from "../support/userError";
import type { MavenArchive } from "./archive";

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
  if (existsSync(target)) {
    verified(target);
    return target;
  }
  return cached(target, async (temporary) => {
    const workspace = await mkdtemp(join(pluginCache(), "assemble-"));
    try {
      await fetchJars(workspace, {
        artifacts: [coordinates],
        without: OF_THE_WORKER,
        purpose: `fetch ${coordinates}`,
      });
      await zipJars(workspace, `${folder}/lib`, temporary);
      verified(temporary);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  });
}

const COORDINATES = /^([\w.-]+):([\w.-]+):([\w.-]+)$/;

/** Groups of what Kafka Connect brings along. */
const OF_THE_WORKER = ["org.apache.kafka", "org.slf4j"];

async function zipJars(from: string, folder: string, target: string): Promise<void> {
  const jars = (await readdir(from)).filter((file) => file.endsWith(".jar")).sort();
  const zip = new AdmZip();
  for (const jar of jars) {
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
