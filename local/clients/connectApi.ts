import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Properties } from "../../support/properties";

const stateSchema = z.object({
  state: z.string(),
  worker_id: z.string(),
  trace: z.string().optional(),
});

const statusSchema = z.object({
  connector: stateSchema,
  tasks: z.array(stateSchema.extend({ id: z.number() })),
});

const pluginsSchema = z.array(z.object({ class: z.string(), version: z.string().nullish() }));

const validationSchema = z.object({
  configs: z.array(
    z.object({
      definition: z.object({ name: z.string() }).nullish(),
      value: z.object({
        name: z.string(),
        value: z.string().nullish(),
        errors: z.array(z.string()),
      }),
    }),
  ),
});

/** States of a connector and of its tasks, as the worker reports them. */
export type ConnectorStatus = z.output<typeof statusSchema>;

/** What a plugin says about a configuration, field by field. */
export type Validation = z.output<typeof validationSchema>;

/** The worker refused a request. */
export class ConnectError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** REST API of the worker. */
export class ConnectApi {
  constructor(
    private readonly url: string,
    private readonly signal: AbortSignal,
  ) {}

  /** States of all connectors by name; throws while the worker is not ready. */
  async statuses(): Promise<Readonly<Record<string, ConnectorStatus>>> {
    const reply = z.record(z.string(), z.object({ status: statusSchema }));
    const connectors = reply.parse(await this.request("GET", "/connectors?expand=status"));
    return Object.fromEntries(
      Object.entries(connectors).map(([name, { status }]) => [name, status]),
    );
  }

  /** Version of each connector's plugin by its class. */
  async pluginVersions(): Promise<Readonly<Record<string, string | undefined>>> {
    const plugins = pluginsSchema.parse(await this.request("GET", "/connector-plugins"));
    return Object.fromEntries(plugins.map((each) => [each.class, each.version ?? undefined]));
  }

  /** Asks a plugin about a configuration. */
  async validate(config: Properties): Promise<Validation> {
    const plugin = encodeURIComponent(config["connector.class"] ?? "");
    return validationSchema.parse(
      await this.request("PUT", `/connector-plugins/${plugin}/config/validate`, config),
    );
  }

  /** Creates a connector, or gives one that is there another configuration. */
  async put(name: string, config: Properties): Promise<void> {
    await this.change("PUT", `/connectors/${encodeURIComponent(name)}/config`, config);
  }

  /** Deletes a connector; its offsets stay. */
  async delete(name: string): Promise<void> {
    await this.change("DELETE", `/connectors/${encodeURIComponent(name)}`);
  }

  /** Starts a task that has failed again. */
  async restartTask(name: string, task: number): Promise<void> {
    await this.change("POST", `/connectors/${encodeURIComponent(name)}/tasks/${task}/restart`);
  }

  /** Asks again while the worker hands out tasks, for an earlier change most likely. */
  private async change(method: string, path: string, body?: Properties): Promise<void> {
    try {
      await this.request(method, path, body);
    } catch (error) {
      if (!(error instanceof ConnectError && error.status === 409)) throw error;
      await delay(100, undefined, { signal: this.signal });
      await this.change(method, path, body);
    }
  }

  private async request(method: string, path: string, body?: Properties): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      signal: this.signal,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 204) return undefined;
    if (response.ok) return response.json();
    throw new ConnectError(response.status, messageOf(await response.text(), response.statusText));
  }
}

function messageOf(body: string, otherwise: string): string {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(body)).message;
  } catch {
    return body === "" ? otherwise : body;
  }
}
