import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runMaven } from "./maven";

export interface JarsOptions {
  /** Maven coordinates, group:artifact:version. */
  readonly artifacts: readonly string[];
  /**
   * Groups that are left out, with what only they depend on.
   * @default []
   */
  readonly without?: readonly string[];
  /** Completes "Maven could not ...". */
  readonly purpose: string;
}

/** Has Maven copy artifacts, and all that they need to run, into a folder, beside the project that names them. */
export async function fetchJars(
  directory: string,
  { artifacts, without = [], purpose }: JarsOptions,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const pom = join(directory, "pom.xml");
  await writeFile(pom, pomOf(artifacts, without));
  await runMaven(
    [
      "-f",
      pom,
      "dependency:copy-dependencies",
      "-DincludeScope=runtime",
      `-DoutputDirectory=${directory}`,
    ],
    purpose,
  );
}

function pomOf(artifacts: readonly string[], without: readonly string[]): string {
  const exclusions = without.map(
    (group) => `<exclusion><groupId>${group}</groupId><artifactId>*</artifactId></exclusion>`,
  );
  const dependencies = artifacts.map((coordinates) => {
    const [group = "", artifact = "", version = ""] = coordinates.split(":");
    return `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><exclusions>${exclusions.join("")}</exclusions></dependency>`;
  });
  return [
    `<project xmlns="http://maven.apache.org/POM/4.0.0">`,
    `  <modelVersion>4.0.0</modelVersion>`,
    `  <groupId>local</groupId><artifactId>jars</artifactId><version>1</version>`,
    `  <packaging>pom</packaging>`,
    `  <dependencies>`,
    ...dependencies,
    `  </dependencies>`,
    `</project>`,
    ``,
  ].join("\n");
}
