import { join } from "node:path";
import { execa } from "execa";
import { freePort } from "../../../local/run/ports";
import { until } from "../../../support/waiting";
import { awsPython } from "../packages";

const TAIL = 4000;

/**
 * A server of moto, which answers requests to the AWS API and keeps what they create in memory.
 *
 * @see https://docs.getmoto.org/en/latest/docs/server_mode.html
 */
export class Moto {
  private constructor(
    private readonly child: ReturnType<typeof serve>,
    readonly endpoint: string,
  ) {}

  /** Starts it on a free port of the loopback interface. */
  static async start(): Promise<Moto> {
    const { command, env } = await awsPython();
    const port = await freePort();
    const server = join(__dirname, "server.py");
    const child = serve(command, [server, "--host", "127.0.0.1", "--port", String(port)], env);
    let said = "";
    child.all.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-TAIL)));
    const moto = new Moto(child, `http://127.0.0.1:${port}`);
    const ended = new AbortController();
    void child.then(() => {
      ended.abort(new Error(`moto's server ended. It said:\n${said}`));
    });
    await until(() => moto.answers(), {
      signal: ended.signal,
      otherwise: "moto's server did not answer",
      seconds: 60,
    });
    return moto;
  }

  /** Forgets everything that was created. */
  async reset(): Promise<void> {
    const { ok, status } = await fetch(`${this.endpoint}/moto-api/reset`, { method: "POST" });
    if (!ok) throw new Error(`moto's reset answered ${status}`);
  }

  /** Ends this server's own process. */
  async stop(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.child;
  }

  private async answers(): Promise<true | undefined> {
    const answer = await fetch(`${this.endpoint}/moto-api/data.json`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  }
}

function serve(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return execa(command, args, { env, all: true, buffer: false, reject: false, stdin: "pipe" });
}
