import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page as Tab } from "playwright-core";

/** Asserts that a page breaks no rule of axe, and is no wider than its window. */
export async function assertAccessible(tab: Tab): Promise<void> {
  await tab.evaluate(axe.source);
  const violations = await tab.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    const found = await here.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  });
  assert.deepEqual(violations, []);
  const overflow = await tab.evaluate("document.body.scrollWidth - innerWidth");
  assert.ok(Number(overflow) <= 0, `${String(overflow)} pixels too wide`);
}
