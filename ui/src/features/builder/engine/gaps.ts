/** Equal gaps: a block between two others, or as far from its neighbour as that one is from the next. */
import type { Box } from './geometry';
import type { Axis } from './snap';

/** A gap to draw; `at` is across it, null is the middle of what is moved. */
export interface Gap { readonly from: number; readonly to: number; readonly at: number | null }
export interface EqualGaps { readonly by: number; readonly gaps: readonly Gap[] }

interface Span { readonly from: number; readonly to: number; readonly low: number; readonly high: number }

function span(box: Box, axis: Axis): Span {
  return axis === 'x' ? { from: box.x, to: box.x + box.w, low: box.y, high: box.y + box.h } : { from: box.y, to: box.y + box.h, low: box.x, high: box.x + box.w };
}

function beside(one: Span, other: Span): boolean {
  return one.low < other.high && other.low < one.high;
}

function between(one: Span, other: Span): number {
  return (Math.max(one.low, other.low) + Math.min(one.high, other.high)) / 2;
}

/** The nearest one that lies wholly before (or after) `own` and beside it. */
function neighbour(spans: readonly Span[], own: Span, side: -1 | 1): Span | null {
  let best: Span | null = null;
  for (const other of spans) {
    if (other === own || !beside(own, other)) continue;
    const away = side < 0 ? own.from - other.to : other.from - own.to;
    // Half of it may be passed already: the gap to the middle is asked for while it is still closed.
    if (away < -(own.to - own.from) / 2 || (side < 0 ? other.from >= own.from : other.to <= own.to)) continue;
    if (best === null || (side < 0 ? other.to > best.to : other.from < best.from)) best = other;
  }
  return best;
}

/** Every place along the axis where the gaps at `moving` become equal, as how far it is from there. */
export function gapsBetween(others: readonly Box[], moving: Box, axis: Axis): EqualGaps[] {
  const spans = others.map((box) => span(box, axis));
  const own = span(moving, axis);
  const [before, after] = [neighbour(spans, own, -1), neighbour(spans, own, 1)];
  const found: EqualGaps[] = [];
  if (before !== null && after !== null) {
    const gap = (after.from - before.to - (own.to - own.from)) / 2;
    if (gap > 0) found.push({ by: before.to + gap - own.from, gaps: [{ from: before.to, to: before.to + gap, at: null }, { from: after.from - gap, to: after.from, at: null }] });
  }
  if (before !== null) {
    const next = neighbour(spans, before, -1);
    const gap = next === null ? 0 : before.from - next.to;
    if (next !== null && gap > 0) found.push({ by: before.to + gap - own.from, gaps: [{ from: next.to, to: before.from, at: between(next, before) }, { from: before.to, to: before.to + gap, at: null }] });
  }
  if (after !== null) {
    const next = neighbour(spans, after, 1);
    const gap = next === null ? 0 : next.from - after.to;
    if (next !== null && gap > 0) found.push({ by: after.from - gap - own.to, gaps: [{ from: after.to, to: next.from, at: between(after, next) }, { from: after.from - gap, to: after.from, at: null }] });
  }
  return found;
}
