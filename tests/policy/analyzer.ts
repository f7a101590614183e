import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { execa } from "execa";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Resource } from "../../policy/rule";

function runPolicyPack() {
  const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const cwd = join(__dirname, "../../policy");
  return execa("node", [script, "127.0.0.1:0", "."], { cwd, stderr: "inherit", reject: false });
}

/** A policy pack in a process of its own, spoken to as the Pulumi engine speaks to it. */
export class Analyzer {
  private constructor(
    private readonly pack: ReturnType<typeof runPolicyPack>,
    private readonly client: AnalyzerClient,
  ) {}

  /** By the script of Pulumi's SDK, which compiles the pack and checks its types. */
  static async start(): Promise<Analyzer> {
    const pack = runPolicyPack();
    const [port] = (await once(pack.stdout, "data")) as [Buffer];
    const address = `127.0.0.1:${port.toString().trim()}`;
    return new Analyzer(pack, new AnalyzerClient(address, credentials.createInsecure()));
  }

  async stop(): Promise<void> {
    this.client.close();
    this.pack.kill();
    await this.pack;
  }

  info(): Promise<proto.AnalyzerInfo> {
    return call<proto.AnalyzerInfo>(this.client, "getAnalyzerInfo", new Empty());
  }

  /** Sets levels, as the engine does with those of --policy-pack-config. */
  async configure(levels: Readonly<Record<string, proto.EnforcementLevel>>): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [id, level] of Object.entries(levels)) {
      const config = new proto.PolicyConfig();
      config.setEnforcementlevel(level);
      config.setProperties(Struct.fromJavaScript({}));
      request.getPolicyconfigMap().set(id, config);
    }
    await call<Empty>(this.client, "configure", request);
  }

  /** What the pack says about one resource before it is created. */
  async analyze(resource: Resource): Promise<proto.AnalyzeDiagnostic[]> {
    const request = filled(new proto.AnalyzeRequest(), resource);
    const response = await call<proto.AnalyzeResponse>(this.client, "analyze", request);
    return response.getDiagnosticsList();
  }

  /** What the pack says about the stack at its end. */
  async analyzeStack(stack: readonly Resource[]): Promise<proto.AnalyzeDiagnostic[]> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList(stack.map(stackResource));
    const response = await call<proto.AnalyzeResponse>(this.client, "analyzeStack", request);
    return response.getDiagnosticsList();
  }
}

function stackResource(resource: Resource): proto.AnalyzerResource {
  const message = filled(new proto.AnalyzerResource(), resource);
  for (const [property, urns] of Object.entries(resource.sources)) {
    const dependencies = new proto.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function filled<Message extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: Message,
  { type, name, urn, props, protect }: Resource,
): Message {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(protect);
  message.setType(type);
  message.setName(name);
  message.setUrn(urn);
  message.setProperties(Struct.fromJavaScript(withoutUndefined(props)));
  message.setOptions(options);
  return message;
}

function withoutUndefined(props: Resource["props"]): Record<string, never> {
  return JSON.parse(JSON.stringify(props)) as Record<string, never>;
}

/** The methods' overloads hide from TypeScript that each takes a request and a callback. */
function call<Response>(
  client: AnalyzerClient,
  method: "getAnalyzerInfo" | "configure" | "analyze" | "analyzeStack",
  request: unknown,
): Promise<Response> {
  const bound = client[method].bind(client) as unknown as (
    request: unknown,
    callback: (error: Error | null, response: Response) => void,
  ) => void;
  return promisify(bound)(request);
}
