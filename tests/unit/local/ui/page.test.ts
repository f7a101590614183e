import assert from "node:assert/strict";
import { request } from "node:http";
import { Page } from "../../../../local/ui/page";
import { withPage } from "../../../../local/ui/withPage";
import { Interrupted } from "../../../../local/run/interrupt";
import { UserError } from "../../../../support/userError";
import { RecordingView } from "../../../local/recordingView";

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Asks for something, and reads until the answer ends. */
function ask(
  url: string,
  options: { readonly method?: string; readonly host?: string } = {},
): Promise<Answer> {
  const { method = "GET", host = new URL(url).host } = options;
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { host }, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, text });
      });
    })
      .on("error", reject)
      .end();
  });
}

/** States that events bring. */
function statesOf({ text }: Answer): unknown[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event): unknown => JSON.parse(event.replace(/^data: /, "")));
}

describe("The page of a run", () => {
  let page: Page;
  beforeEach(async () => (page = await Page.open("dev")));
  afterEach(() => page.close());

  for (const [path, type] of [
    ["/", "text/html"],
    ["/page.css", "text/css"],
    ["/main.js", "text/javascript"],
  ] as const) {
    it(`has ${path}, which may load nothing from elsewhere`, async () => {
      const { status, headers, text } = await ask(`${page.url}${path}`);
      assert.equal(status, 200);
      assert.ok(String(headers["content-type"]).startsWith(type));
      assert.match(String(headers["content-security-policy"]), /^default-src 'none';/);
      assert.ok(text.length > 100);
      // The name of SVG's elements is an address that nothing loads.
      assert.doesNotMatch(text.replaceAll("http://www.w3.org/2000/svg", ""), /https?:\/\//);
    });
  }

  it("answers only what a browser on this machine asks by its own name", async () => {
    assert.equal((await ask(page.url, { host: "pipeline.example" })).status, 403);
    assert.equal((await ask(page.url, { method: "POST" })).status, 405);
    assert.equal((await ask(`${page.url}/../page.ts`)).status, 404);
    const { port } = new URL(page.url);
    assert.equal((await ask(page.url, { host: `localhost:${port}` })).status, 200);
  });

  it("tells a browser all that is known when it comes, then what is new, and the last of it", async () => {
    page.show({ phase: "running" });
    const events = ask(`${page.url}/events`);
    await ask(page.url);
    page.show({ said: ["first"] });
    page.show({ said: ["first", "second"] });
    await page.close();
    const states = statesOf(await events);
    const [first] = states;
    assert.ok(first && typeof first === "object" && "phase" in first);
    assert.equal(first.phase, "running");
    const last = states.at(-1);
    assert.ok(last && typeof last === "object" && "said" in last);
    assert.deepEqual(last.said, ["first", "second"]);
  });

  it("makes way for another run's", async () => {
    const other = await Page.open("staging");
    assert.notEqual(other.url, page.url);
    await other.close();
  });
});

describe("A run with a page", () => {
  it("shows steps on both, and says where the page is", async () => {
    const view = new RecordingView();
    const states = await withPage("dev", view, async (shown, page) => {
      await shown.step(
        "Broker",
        (note) => {
          note("half way");
          return Promise.resolve("127.0.0.1:9");
        },
        (where) => where,
      );
      shown.say("\nEverything goes on");
      return page.state;
    });
    assert.match(view.lines.join("\n"), /^The run is shown at http:\/\/127\.0\.0\.1:\d+$/m);
    assert.match(view.lines.join("\n"), /^Broker: half way$/m);
    assert.match(view.lines.join("\n"), /^Broker: 127\.0\.0\.1:9 \(/m);
    assert.deepEqual(states.steps, [{ title: "Broker", state: "done", detail: "127.0.0.1:9" }]);
    assert.deepEqual(states.said, ["Everything goes on"]);
  });

  for (const [phase, error] of [
    ["failed", new UserError("The table is not what it should be.")],
    ["stopped", new Interrupted("SIGINT")],
  ] as const) {
    it(`that has ${phase} says why to browsers that are there`, async () => {
      let events: Promise<Answer> | undefined;
      const work = withPage("dev", new RecordingView(), async (_, page) => {
        events = ask(`${page.url}/events`);
        await ask(page.url);
        throw error;
      });
      await assert.rejects(work, error);
      assert.ok(events);
      const last = statesOf(await events).at(-1);
      assert.ok(last && typeof last === "object" && "phase" in last && "said" in last);
      assert.deepEqual([last.phase, last.said], [phase, [error.message]]);
    });
  }
});
