import type {
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { PlannedOptions, PlannedResource } from "./plan";
import { plain } from "./values";

type Callback<T> = (error: unknown, response: T) => void;

/**
 * Writes down all that a program registers with Pulumi's mock monitor. The mocks themselves see
 * neither parent nor dependencies nor options of a resource; the requests do.
 */
export class Recorder {
  private readonly resources = new Map<string, PlannedResource>();
  private inFlight = 0;
  private requests = 0;

  /** `onError` is told what a provider function or a registration failed with. */
  constructor(private readonly onError: (error: unknown) => void) {}

  /** Everything registered so far, in no particular order. */
  get registered(): readonly PlannedResource[] {
    return [...this.resources.values()];
  }

  /** How many requests the program has made. */
  get requestCount(): number {
    return this.requests;
  }

  /** Whether every request has been answered. */
  get idle(): boolean {
    return this.inFlight === 0;
  }

  /**
   * Watches the monitor that pulumi.runtime.setMocks has installed. A subclass of it cannot be
   * installed instead: that call resets the features which setMocks turns on, secrets among them.
   */
  watch(monitor: MockMonitor): void {
    const registerResource = monitor.registerResource.bind(monitor);
    const invoke = monitor.invoke.bind(monitor);
    Object.assign(monitor, {
      registerResource: (
        request: RegisterResourceRequest,
        callback: Callback<RegisterResourceResponse>,
      ) =>
        registerResource(
          request,
          this.track(callback, (response: RegisterResourceResponse) => {
            this.record(request, response);
          }),
        ),
      invoke: (request: unknown, callback: Callback<unknown>) =>
        invoke(request, this.track(callback)),
    });
  }

  private track<T>(callback: Callback<T>, onAnswer?: (response: T) => void): Callback<T> {
    this.requests += 1;
    this.inFlight += 1;
    return (error, response) => {
      this.inFlight -= 1;
      if (error === null) onAnswer?.(response);
      else this.onError(error);
      callback(error, response);
    };
  }

  private record(request: RegisterResourceRequest, response: RegisterResourceResponse): void {
    const urn = response.getUrn();
    if (this.resources.has(urn)) {
      this.onError(new Error(`Two resources have the URN ${urn}; give one another name.`));
    }
    this.resources.set(urn, {
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent() || undefined,
      inputs: plain(request.getObject()?.toJavaScript() ?? {}),
      state: plain(response.getObject()?.toJavaScript() ?? {}),
      dependsOn: [...new Set(request.getDependenciesList())].sort(),
      options: optionsOf(request),
    });
  }
}

function optionsOf(request: RegisterResourceRequest): PlannedOptions {
  const timeouts = request.getCustomtimeouts();
  const set = {
    protect: request.getProtect() || undefined,
    retainOnDelete: request.getRetainondelete() || undefined,
    // An explicit false overrides the provider, which unset does not.
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    replaceOnChanges: nonEmpty(request.getReplaceonchangesList()),
    ignoreChanges: nonEmpty(request.getIgnorechangesList()),
    transforms: request.getTransformsList().length || undefined,
    customTimeouts:
      timeouts &&
      nonEmptyValues({
        create: timeouts.getCreate(),
        update: timeouts.getUpdate(),
        delete: timeouts.getDelete(),
      }),
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

function nonEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length > 0 ? list : undefined;
}

function nonEmptyValues(record: Record<string, string>): Record<string, string> | undefined {
  const entries = Object.entries(record).filter(([, value]) => value !== "");
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
