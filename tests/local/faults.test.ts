import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultOf } from "../../local/faults/list";
import { newStateDirectory, removeDirectory } from "./harness";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { survive } from "./survive";

const RECORDS = 5_000;

describe("A run in which", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();
  const folder = newStateDirectory();
  after(() => {
    removeDirectory(folder);
  });

  it("the Connect worker is killed ends with everything where it belongs, and a page that shows it", async () => {
    // Once; the tier `faults` has all of them, as often as they strike.
    const file = join(folder, "report.html");
    await survive({ ...faultOf("worker-killed"), times: 1 }, RECORDS, file);
    const page = readFileSync(file, "utf8");
    assert.match(page, /Everything is where it belongs/);
    // On the plots of rates and of lag.
    assert.equal(page.match(/<rect class="span"/g)?.length, 2);
    const latency = /half took at most ([\d.]+) s .*, the longest ([\d.]+) s/.exec(page) ?? [];
    const [half = NaN, longest = NaN] = latency.slice(1).map(Number);
    assert.ok(half > 0 && half <= longest, latency[0] ?? "no latency");
  });
});
