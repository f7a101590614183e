import { EngineStack } from "./engineStack";
import { untilItSucceeds, inventory } from "./faults";
async function main() {
  process.setSourceMapsEnabled(false);
  Error.stackTraceLimit = 0;
  const t = async (name: string, f: () => Promise<unknown>) => {
    const a = process.cpuUsage(),
      w = Date.now();
    let r;
    try {
      r = await f();
    } catch (e) {
      console.log(String(e).slice(0, 6000));
    }
    const b = process.cpuUsage(a);
    console.log(name, "wall", Date.now() - w, "self cpu ms", (b.user + b.system) / 1000, r);
  };
  const engine = await EngineStack.open("dev", { settings: { pipeline: "all" } });
  const empty = engine.snapshot();
  await t("up", async () => {
    await engine.up();
  });
  const clean = inventory(engine.cloud.read()).join();
  engine.restore(empty);
  for (const as of ["unready"] as const) {
    engine.restore(empty);
    await t("chain " + as, () =>
      untilItSucceeds(engine, () => engine.up(), {
        as,
        meanwhile: (s) => process.stdout.write(s.failures.length + " "),
      }),
    );
    const now = inventory(engine.cloud.read()).join();
    console.log(now === clean, engine.cloud.read().failures.length);
    await t("destroy chain " + as, () =>
      untilItSucceeds(engine, () => engine.destroy(), {
        as,
        meanwhile: (s) => process.stdout.write(s.failures.length + " "),
      }),
    );
    console.log(inventory(engine.cloud.read()), engine.cloud.read().failures.length);
  }
  engine.close();
}
void main();
