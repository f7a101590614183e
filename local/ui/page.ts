import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import getPort from "get-port";
import { address } from "../run/ports";
import type { PageState } from "./state";

/** Where the page is unless somebody else is there, so that an open one finds the next run. */
const PORT = 4517;

/** Milliseconds between two events at least. */
const EVENT_MS = 250;

/** Milliseconds that a browser has for the last event. */
const LAST_EVENT_MS = 1_000;

/** Nothing of another origin, and nothing inline. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

interface File {
  readonly type: string;
  readonly content: string | Buffer;
}

/** A page on the loopback interface that shows a run to browsers while it lasts. */
export class Page {
  readonly url: string;
  #state: PageState;
  readonly #server: Server;
  readonly #browsers = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    stage: string,
    private readonly port: number,
    private readonly files: ReadonlyMap<string, File>,
  ) {
    this.url = `http://${address(port)}`;
    this.#state = {
      ...{ stage, phase: "starting", seconds: 0, steps: [] },
      ...{ pipelines: [], parts: [], edges: [], said: [] },
    };
    this.#server = createServer((request, response) => {
      this.#answer(request, response);
    });
  }

  /** Serves the page of a run of a stage. */
  static async open(stage: string): Promise<Page> {
    const port = await getPort({ port: PORT, host: "127.0.0.1" });
    const page = new Page(stage, port, await pageFiles());
    page.#server.listen(port, "127.0.0.1");
    await once(page.#server, "listening");
    return page;
  }

  get state(): PageState {
    return this.#state;
  }

  /** Shows something new; what comes in quick succession is shown at once. */
  show(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#timer ??= setTimeout(() => {
      this.#send();
    }, EVENT_MS);
  }

  /** Shows what is still to be shown, and goes away. */
  async close(): Promise<void> {
    this.#send();
    const ended = [...this.#browsers].map((browser) => finished(browser.end()));
    await Promise.race([
      Promise.allSettled(ended),
      delay(LAST_EVENT_MS, undefined, { ref: false }),
    ]);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const event = this.#event();
    for (const browser of this.#browsers) browser.write(event);
  }

  #event(): string {
    const seconds = performance.now() / 1000;
    return `data: ${JSON.stringify({ ...this.#state, seconds })}\n\n`;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "/", headers } = request;
    // Another site's page may have its own name lead here.
    const names = [address(this.port), `localhost:${this.port}`];
    const file = this.files.get(url);
    if (!names.includes(headers.host ?? "")) refuse(response, 403, "Not of this address.");
    else if (method !== "GET") refuse(response, 405, "Only GET is answered.");
    else if (url === "/events") this.#follow(response);
    else if (file === undefined) refuse(response, 404, "There is no such page.");
    else response.writeHead(200, { ...HEADERS, "content-type": file.type }).end(file.content);
  }

  #follow(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    response.write(this.#event());
    this.#browsers.add(response);
    response.on("close", () => this.#browsers.delete(response));
  }
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { ...HEADERS, "content-type": "text/plain" }).end(`${reason}\n`);
}

async function pageFiles(): Promise<ReadonlyMap<string, File>> {
  const folder = join(__dirname, "browser");
  const html = await readFile(join(folder, "index.html"));
  const css = await Promise.all(
    ["theme.css", "page.css"].map((name) => readFile(join(folder, name))),
  );
  // No other command needs it.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(folder, "main.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  return new Map<string, File>([
    ["/", { type: "text/html; charset=utf-8", content: html }],
    ["/page.css", { type: "text/css; charset=utf-8", content: Buffer.concat(css) }],
    ["/main.js", { type: "text/javascript; charset=utf-8", content: outputFiles[0]?.text ?? "" }],
  ]);
}
