import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";

/** What a module of plugins/ takes from Maven Central into its archive. */
export interface Packed {
  /** group:artifact */
  readonly name: string;
  readonly version: string;
}

const OWN = "dev.mskpipeline";

/**
 * Returns what a module names itself, its parent's and its own modules' included; not what these
 * bring along.
 */
export function packedBy(module: string): Packed[] {
  const pom = pomOf(module);
  const parent = value(block(pom, "parent"), "artifactId");
  const inherited = parent === "plugins" || parent === "" ? [] : entries(pomOf(parent));
  const found = [...inherited, ...entries(pom)].flatMap((entry) =>
    value(entry, "groupId") === OWN ? packedBy(value(entry, "artifactId")) : [packed(entry, pom)],
  );
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

function packed(entry: string, pom: string): Packed {
  const group = value(entry, "groupId");
  const version = value(entry, "version") || managedVersion(group);
  const name = `${group}:${value(entry, "artifactId")}`;
  return { name: filledIn(name, pom), version: filledIn(version, pom) };
}

/** Returns the version that the list of a group's versions has, which plugins/pom.xml imports. */
function managedVersion(group: string): string {
  return managed()
    .filter((entry) => value(entry, "groupId") === group)
    .map((entry) => value(entry, "version"))
    .join();
}

function managed(): string[] {
  return all(block(pomOf("."), "dependencyManagement"), "dependency");
}

/** Fills the text with the properties of the module, or else of plugins/pom.xml, in it. */
function filledIn(text: string, pom: string): string {
  return text.replace(
    /\$\{([^}]+)\}/g,
    (_, name: string) => value(pom, name) || value(pomOf("."), name),
  );
}

/** Finds the dependencies that are there at run time, and what a module fetches. */
function entries(pom: string): string[] {
  return [...all(pom, "dependency"), ...all(pom, "artifactItem")].filter(
    (entry) => !["test", "provided"].includes(value(entry, "scope")),
  );
}

/** Without comments, exclusions and profiles, in which other artifacts are named. */
function pomOf(module: string): string {
  return readFileSync(join(projectRoot, "plugins", module, "pom.xml"), "utf8")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<(exclusions|profiles)>.*?<\/\1>/gs, "");
}

function all(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map(
    ([, inner = ""]) => inner,
  );
}

function block(xml: string, tag: string): string {
  return all(xml, tag).join();
}

function value(xml: string, tag: string): string {
  return all(xml, tag.replaceAll(".", "\\."))[0]?.trim() ?? "";
}
