import assert from "node:assert/strict";
import { ConnectApi } from "../../../local/clients/connectApi";
import type { Counts, Lane } from "../../../local/watch/lane";
import { watch, type Watched } from "../../../local/watch/watch";

const { signal } = new AbortController();

/** A pipeline of which all is there once it has begun, and at whose first look nobody answers. */
class FakeLane implements Lane {
  readonly name = "orders";
  readonly unit = "orders";
  readonly total = 10;
  looks = 0;
  #there = 0;
  #onLook: () => void = () => undefined;

  begin(): void {
    this.#there = this.total;
  }

  look(): Promise<Counts> {
    this.looks += 1;
    this.#onLook();
    if (this.looks === 1) return Promise.reject(new Error("The coordinator is loading"));
    const bars = ["produced", "stored"].map((name) => ({ name, value: this.#there }));
    return Promise.resolve({ bars, lag: 0, deadLettered: 0 });
  }

  /** Waits until there were so many looks. */
  lookedAt(times: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onLook = () => {
        if (this.looks >= times) resolve();
      };
    });
  }

  settled(): Promise<boolean> {
    return Promise.resolve(this.#there === this.total);
  }

  conclude(): Promise<never> {
    return Promise.reject(new Error("Nobody asks."));
  }
}

function watched(lane: Lane, start: Watched["start"]): Watched {
  // There is no worker, as while one starts again.
  const api = new ConnectApi("http://127.0.0.1:1", signal);
  return {
    ...{ lanes: [lane], connectors: [], api, signal, start },
    ...{ workerLog: "worker.log", onProgress: () => undefined },
  };
}

describe("A watch", () => {
  it("has samples from before anything moved, whatever the first look came to", async () => {
    const lane = new FakeLane();
    const [seen] = await watch(
      watched(lane, async () => {
        await lane.lookedAt(3);
        lane.begin();
      }),
    );
    const reached = seen?.samples.map((sample) => sample.reached);
    assert.deepEqual(reached?.[0], { produced: 0, stored: 0 });
    assert.deepEqual(reached.at(-1), { produced: 10, stored: 10 });
  });

  it("ends with what the start failed of, and looks no more", async () => {
    const lane = new FakeLane();
    const start = (): Promise<void> => Promise.reject(new Error("no such plugin"));
    await assert.rejects(watch(watched(lane, start)), /no such plugin/);
    assert.equal(lane.looks, 1);
  });
});
