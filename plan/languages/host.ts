/** What runs a program in its language: a program that comes with the Pulumi CLI. */
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Runtime } from "../../support/program";
import { UserError } from "../../support/userError";
import type { Child, Children } from "./children";
import { ORGANIZATION, PARALLEL, type Surroundings } from "./components";
import { CHANNEL } from "./grpc";

export interface LanguageProgram {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** The program's folder, or a file of it. */
  readonly main: string;
  readonly runtime: Runtime;
}

/** Returns the folder that a program runs in. Throws UserError where it is not there. */
export function folderOf({ main, root }: LanguageProgram): string {
  const found = statSync(main, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new UserError(`The program of ${root} is not there: Pulumi.yaml has main: ${main}.`);
  }
  return found.isDirectory() ? main : dirname(main);
}

/** Starts the host of a program's language. */
export function startHost(children: Children, program: LanguageProgram, address: string): Child {
  const { name } = program.runtime;
  const file = `pulumi-language-${name}`;
  return children.start({
    title: file,
    file,
    args: [address],
    cwd: folderOf(program),
    missing: `There is no ${file} on PATH, which runs a program with runtime: ${name}. It comes with the Pulumi CLI: install that by https://www.pulumi.com/docs/install/`,
  });
}

/** Runs a program to its end; resolves to what it, or the host, says of its failure, if it failed. */
export async function runProgram(
  host: Child,
  program: LanguageProgram,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const at = await host.address;
  const client = new LanguageRuntimeClient(at, grpc.credentials.createInsecure(), CHANNEL);
  try {
    const request = runRequest(program, surroundings);
    const response = await host.asked<proto.RunResponse>((callback) =>
      client.run(request, callback),
    );
    await host.end();
    const failed = response.getError() !== "" || response.getBail();
    return failed ? [response.getError(), host.said].join("\n").trim() : undefined;
  } finally {
    client.close();
  }
}

function runRequest(
  program: LanguageProgram,
  { project, stack, config, address }: Surroundings,
): proto.RunRequest {
  const folder = folderOf(program);
  const entryPoint = folder === program.main ? "." : basename(program.main);
  const info = new proto.ProgramInfo()
    .setRootDirectory(program.root)
    .setProgramDirectory(folder)
    .setEntryPoint(entryPoint)
    .setOptions(Struct.fromJavaScript(program.runtime.options));
  const request = new proto.RunRequest()
    .setProject(project)
    .setStack(stack)
    .setOrganization(ORGANIZATION)
    .setParallel(PARALLEL)
    .setPwd(folder)
    .setProgram(entryPoint)
    .setMonitorAddress(address)
    .setLoaderTarget(address)
    .setInfo(info);
  for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value);
  return request;
}
