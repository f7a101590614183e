import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { packageSchema } from "../../provider/schema";
import { plain } from "../values";
import type { Components } from "./components";
import { answering, asked, refusing, type Service } from "./grpc";
import { withoutOutputValues } from "./outputValues";

type Properties = Readonly<Record<string, unknown>>;

const STACK = "pulumi:pulumi:Stack";

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  /** What answers for everything that is none of our components, and writes down what is registered. */
  readonly mocks: MockMonitor;
  /** Told of what fails the plan. */
  readonly fail: (reason: unknown) => void;
}

/**
 * The monitor that a program in any language registers its resources with, and our components
 * theirs.
 */
export class ProgramMonitor {
  #outputs: Properties = {};
  #components: Components | undefined;
  readonly #stackUrn: string;

  constructor(private readonly options: MonitorOptions) {
    const { project, stack } = options;
    this.#stackUrn = `urn:pulumi:${stack}::${project}::${STACK}::${project}-${stack}`;
  }

  /** Has it make components of ours; it comes first, and needs the address of what serves this. */
  use(components: Components): void {
    this.#components = components;
  }

  /** What the program exports; a secret is "[secret]". */
  get outputs(): Properties {
    return this.#outputs;
  }

  get service(): Service {
    const { mocks, fail } = this.options;
    const refused = (what: string): ReturnType<typeof refusing> =>
      refusing(`The program has ${what}, which a plan and a run on this machine do not run.`, fail);
    const handlers = {
      // All that the mocks support too, and besides the outputs in a remote component's inputs.
      supportsFeature: answering(() => new proto.SupportsFeatureResponse().setHassupport(true)),
      registerResource: answering((request: proto.RegisterResourceRequest) =>
        this.#register(request),
      ),
      registerResourceOutputs: answering((request: proto.RegisterResourceOutputsRequest) =>
        this.#registerOutputs(request),
      ),
      readResource: answering((request: proto.ReadResourceRequest) =>
        asked<proto.ReadResourceResponse>((callback) =>
          mocks.readResource(this.#ofTopLevel(request), callback),
        ),
      ),
      invoke: answering((request: proto.ResourceInvokeRequest) => this.#invoke(request)),
      registerPackage: answering((request: proto.RegisterPackageRequest) =>
        asked<proto.RegisterPackageResponse>((callback) => {
          mocks.registerPackage(request, callback);
        }),
      ),
      signalAndWaitForShutdown: answering(() => new Empty()),
      call: refused("a call of a method of a resource"),
      registerStackTransform: refused("a transform of the stack's resources"),
      registerStackInvokeTransform: refused("a transform of the stack's functions"),
      registerResourceHook: refused("a resource hook"),
      registerErrorHook: refused("an error hook"),
    };
    return { definition: ResourceMonitorService, handlers };
  }

  async #register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    if (request.getType() === STACK) {
      return new proto.RegisterResourceResponse()
        .setUrn(this.#stackUrn)
        .setObject(request.getObject());
    }
    this.#ofTopLevel(request);
    if (request.getRemote() && isOurs(request.getType())) {
      return this.#told(this.#ours().construct(request));
    }
    const inputs = request.getObject();
    if (request.getRemote() && inputs !== undefined) {
      request.setObject(withoutOutputValues(inputs));
    }
    return asked<proto.RegisterResourceResponse>((callback) =>
      this.options.mocks.registerResource(request, callback),
    );
  }

  async #registerOutputs(request: proto.RegisterResourceOutputsRequest): Promise<Empty> {
    if (request.getUrn() === this.#stackUrn) {
      this.#outputs = plain(request.getOutputs()?.toJavaScript() ?? {});
    } else {
      await asked((callback) => {
        this.options.mocks.registerResourceOutputs(request, callback);
      });
    }
    return new Empty();
  }

  #invoke(request: proto.ResourceInvokeRequest): Promise<InvokeResponse> {
    if (isOurs(request.getTok())) return this.#told(this.#ours().invoke(request));
    return asked<InvokeResponse>((callback) => this.options.mocks.invoke(request, callback));
  }

  #ours(): Components {
    if (this.#components === undefined) throw new Error("Nothing makes the components yet");
    return this.#components;
  }

  /** The stack is none of the plan's resources, so what it is the parent of has none. */
  #ofTopLevel<Request extends { getParent(): string; setParent(urn: string): unknown }>(
    request: Request,
  ): Request {
    if (request.getParent() === this.#stackUrn) request.setParent("");
    return request;
  }

  /** The mocks' failures the recorder tells of. */
  async #told<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      this.options.fail(error);
      throw error;
    });
  }
}

function isOurs(token: string): boolean {
  return token.startsWith(`${packageSchema.name}:`);
}
