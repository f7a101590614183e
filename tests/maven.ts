import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { mavenEnvironment } from "../support/maven";
import { add, crashed, type Counts, type Outcome } from "./counts";

/** Builds plugins/ with all its tests. */
export async function runMaven(): Promise<Outcome> {
  const { exitCode, all } = await execa(
    "mvn",
    ["-B", "-q", "-T", "2", "-f", "plugins/pom.xml", "clean", "verify"],
    { stdin: "ignore", all: true, reject: false, env: mavenEnvironment },
  );
  const reports = (await readdir("plugins", { recursive: true })).filter((path) =>
    /surefire-reports\/TEST-.*\.xml$/.test(path),
  );
  const suites = await Promise.all(
    reports.map((report) => readFile(join("plugins", report), "utf8").then(countsOfSuite)),
  );
  const total = suites.reduce(add, { passed: 0, failed: 0, skipped: 0 });
  if (exitCode !== 0 && total.failed === 0)
    return crashed(`the Maven build of plugins/ failed:\n${all}`);
  return { ...total, says: `${all}\n  ${total.passed} passing, ${total.failed} failing`.trim() };
}

/** Counts of one surefire report; its attributes stand on the testsuite element. */
function countsOfSuite(xml: string): Counts {
  const attribute = (name: string): number =>
    Number(new RegExp(`<testsuite[^>]* ${name}="(\\d+)"`, "s").exec(xml)?.[1] ?? 0);
  const failed = attribute("failures") + attribute("errors");
  const skipped = attribute("skipped");
  return { passed: attribute("tests") - failed - skipped, failed, skipped };
}
