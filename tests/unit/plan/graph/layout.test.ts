import assert from "node:assert/strict";
import { layoutOf, type Layout } from "../../../../plan/graph/layout";
import type { Line } from "../../../../plan/graph/content";
import { looks } from "../../../../plan/graph/look";
import { modelOf } from "../../../../plan/graph/model";
import type { PlacedBox, Rect } from "../../../../plan/graph/place";
import { styles, widthOf } from "../../../../plan/graph/text";
import { drawnPlans } from "../../../helpers/drawnPlans";

const rectOfLine = ({ text, style, x, y }: Line): Rect => {
  const { size } = styles[style];
  return { x, y: y - size * 0.8, width: widthOf(text, styles[style]), height: size };
};

/** Two lengths that are one, but for the last digits of their sums. */
const SAME = 1e-6;

const overlap = (a: Rect, b: Rect): boolean =>
  a.x + SAME < b.x + b.width &&
  b.x + SAME < a.x + a.width &&
  a.y + SAME < b.y + b.height &&
  b.y + SAME < a.y + a.height;

const contains = (outer: Rect, inner: Rect): boolean =>
  outer.x <= inner.x + SAME &&
  outer.y <= inner.y + SAME &&
  inner.x + inner.width <= outer.x + outer.width + SAME &&
  inner.y + inner.height <= outer.y + outer.height + SAME;

/** The stretches of all edges, as rectangles without a width or a height. */
const stretches = ({ edges }: Layout): { rect: Rect; about: string; upright: boolean }[] =>
  edges.flatMap(({ edge, points }) =>
    points.slice(1).map((to, i) => {
      const from = points[i] ?? to;
      const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
      const rect = { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
      return { rect, about: edge.about, upright: from.x === to.x };
    }),
  );

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

for (const [name, load] of drawnPlans) {
  describe(`The layout of ${name}`, () => {
    let layout: Layout;
    let byId: ReadonlyMap<string, PlacedBox>;
    before(async () => {
      const model = modelOf(await load());
      layout = layoutOf(model);
      byId = new Map(layout.boxes.map((each) => [each.box.id, each]));
      assert.equal(layout.boxes.length, model.boxes.length, "every box has a place");
      assert.equal(layout.edges.length, model.edges.length, "every edge has a way");
    });

    it("has every box within the one that it lies in, and all on the page", () => {
      for (const box of layout.boxes) {
        const outer = byId.get(box.box.within ?? "") ?? { ...layout, x: 0, y: 0 };
        assert.ok(contains(outer, box), box.box.id);
      }
    });

    it("has no box upon another", () => {
      const together = (a: PlacedBox, b: PlacedBox): boolean => a.box.within === b.box.within;
      for (const [i, a] of layout.boxes.entries()) {
        for (const b of layout.boxes.slice(i + 1).filter((each) => together(a, each))) {
          assert.ok(!overlap(a, b), `${a.box.id} and ${b.box.id}`);
        }
      }
    });

    it("writes within the boxes, and not below those in them", () => {
      for (const { box, lines, ...rect } of layout.boxes) {
        const parts = layout.boxes.filter((each) => each.box.within === box.id);
        for (const line of lines) {
          const written = rectOfLine(line);
          assert.ok(contains(grown(rect, -3), written), `${box.id}: ${line.text}`);
          for (const part of parts)
            assert.ok(!overlap(part, written), `${part.box.id}: ${line.text}`);
        }
      }
      for (const line of layout.lines) {
        assert.ok(contains({ ...layout, x: 0, y: 0 }, rectOfLine(line)), line.text);
      }
    });

    it("leads edges from box to box, upright or level, around text and other boxes", () => {
      const texts = [...layout.lines, ...layout.boxes.flatMap(({ lines }) => lines)].map(
        rectOfLine,
      );
      const leaves = layout.boxes.filter(({ box }) => !looks[box.kind].holds);
      for (const { rect, about } of stretches(layout)) {
        assert.ok(rect.width < SAME || rect.height < SAME, about);
        for (const leaf of leaves) assert.ok(!overlap(leaf, grown(rect, -SAME)), about);
        for (const text of texts) assert.ok(!overlap(text, grown(rect, 1)), about);
      }
      for (const { edge, points } of layout.edges) {
        const [first, last] = [points[0], points.at(-1)];
        const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
        assert.ok(first && last && from && to);
        assert.ok(contains(from, { ...first, width: 0, height: 0 }), edge.about);
        assert.ok(contains(to, { ...last, width: 0, height: 0 }), edge.about);
      }
    });

    it("runs no two edges on top of each other", () => {
      const all = stretches(layout).map((each) => ({ ...each, rect: grown(each.rect, 2) }));
      for (const [i, a] of all.entries()) {
        for (const b of all.slice(i + 1)) {
          if (a.about === b.about || a.upright !== b.upright) continue;
          assert.ok(!overlap(a.rect, b.rect), `${a.about} and ${b.about}`);
        }
      }
    });
  });
}
