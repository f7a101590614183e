import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { execa, ExecaError } from "execa";
import { UserError } from "../../support/userError";
import { cacheDirectory, cached } from "../../support/cache";
import { projectRoot } from "../../support/projectRoot";

/** How to run Python with some packages. */
export interface Python {
  readonly command: string;
  /** Variables to add to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the packages. */
  readonly packages: string;
}

const COMMAND = "python3";
const INSTALL_PYTHON = "Install Python 3.11 or 3.12 with pip (on Debian: python3 and python3-pip).";

/**
 * Installs the packages of a file once into a folder of the cache and returns how to run Python with
 * them. It is a folder on PYTHONPATH, for a virtual environment cannot be moved to another path once
 * it is made, which `cached` does. Raises a UserError where Python or pip is
 * missing or the packages cannot be fetched.
 *
 * @see https://docs.python.org/3/library/venv.html#how-venvs-work
 */
export async function python(requirements: string): Promise<Python> {
  try {
    const packages = await cached(await packagesFolder(requirements), (temporary) =>
      install(requirements, temporary),
    );
    return { command: COMMAND, env: { PYTHONPATH: packages, PYTHONNOUSERSITE: "1" }, packages };
  } catch (error) {
    throw pythonError(error, requirements);
  }
}

/** Packages with compiled parts fit one version of Python on one platform. */
async function packagesFolder(requirements: string): Promise<string> {
  const { stdout: build } = await execa(COMMAND, [
    "-c",
    "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform(), sep='-')",
  ]);
  const hash = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex");
  return join(cacheDirectory(), "python", `${build}-${hash.slice(0, 16)}`);
}

/** Takes wheels only: building a package would run its code. Python compiles what it imports. */
async function install(requirements: string, folder: string): Promise<void> {
  const args = [
    ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"],
    ...["--only-binary", ":all:", "--require-hashes", "--no-compile"],
    ...["--requirement", requirements, "--target", folder],
  ];
  await execa(COMMAND, args, { all: true, stdin: "ignore" });
}

function pythonError(error: unknown, requirements: string): unknown {
  if (!(error instanceof ExecaError)) return error;
  if (error.code === "ENOENT") {
    return new UserError(`There is no python3 on PATH. ${INSTALL_PYTHON}`);
  }
  const said = typeof error.all === "string" ? error.all : error.shortMessage;
  if (said.includes("No module named pip")) {
    return new UserError(`python3 has no module pip. ${INSTALL_PYTHON}`);
  }
  return new UserError(
    `The packages of ${relative(projectRoot, requirements)} cannot be installed. pip said:\n${said}\nIf PyPI cannot be reached, configure a mirror or a proxy in pip's pip.conf.`,
  );
}
