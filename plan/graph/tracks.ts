/** A stretch that an edge runs along a gutter, from where it is at its left to where at its right. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Between tracks, and from a track to what stands beside the gutter. */
const TRACK_GAP = 9;
const TRACK_MARGIN = 14;

/** Lines that are nearer to each other look like one. */
const APART = 5;

/**
 * Gives every stretch of a gutter a track of its own among those that it meets, by its number from
 * the left. Of edges that go down together the upper turns later, of those that go up the lower, so
 * that neighbours do not cross.
 */
export function tracksOf(stretches: readonly Stretch[]): readonly number[] {
  const tracks = stretches.map(() => 0);
  const placed: (Stretch & { readonly track: number })[] = [];
  for (const { i, from, to } of inOrder(stretches)) {
    const met = placed.filter((other) => meet(other, { from, to }));
    const track = Math.max(-1, ...met.map((other) => other.track)) + 1;
    tracks[i] = track;
    placed.push({ from, to, track });
  }
  return tracks;
}

interface Numbered extends Stretch {
  readonly i: number;
}

/** Where one comes from the left as high as another leaves to the right, it must turn before that. */
function inOrder(stretches: readonly Stretch[]): Numbered[] {
  const left = withoutCrossings(stretches);
  const order: Numbered[] = [];
  while (left.length > 0) {
    const free = left.findIndex((each) =>
      left.every((other) => other === each || Math.abs(other.from - each.to) >= APART),
    );
    order.push(...left.splice(Math.max(0, free), 1));
  }
  return order;
}

function withoutCrossings(stretches: readonly Stretch[]): Numbered[] {
  return stretches
    .map((stretch, i) => ({ i, down: stretch.to > stretch.from, ...stretch }))
    .filter(({ from, to }) => from !== to)
    .sort(
      (a, b) => Number(a.down) - Number(b.down) || (a.down ? b.from - a.from : a.from - b.from),
    );
}

function meet(one: Stretch, other: Stretch): boolean {
  const low = Math.max(Math.min(one.from, one.to), Math.min(other.from, other.to));
  const high = Math.min(Math.max(one.from, one.to), Math.max(other.from, other.to));
  return low < high + TRACK_GAP;
}

/** Returns how wide a gutter with such tracks is, at least so much. */
export function gutterWidth(tracks: readonly number[], least: number): number {
  return tracks.length === 0 ? least : Math.max(least, trackAt(Math.max(...tracks)) + TRACK_MARGIN);
}

/** Returns how far a track is from the start of its gutter. */
export function trackAt(track: number): number {
  return TRACK_MARGIN + track * TRACK_GAP;
}
