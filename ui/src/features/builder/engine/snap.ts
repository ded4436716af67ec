/**
 * Why sorted arrays: a drag asks this sixty times a second about every edge of a page of five hundred blocks, and
 * each answer is a binary search. All figures are document pixels; the reach comes in as 6 pixels of the screen.
 */
import type { Box } from './geometry';
import { gapsBetween, type Gap } from './gaps';

export type LineKind = 'block' | 'page' | 'safe' | 'guide';
/** Something to hold on to: across the axis at `at`, seen from `from` to `to` along the other axis. */
export interface Line { readonly at: number; readonly from: number; readonly to: number; readonly kind: LineKind; readonly middle: boolean }
export interface Lines { readonly x: readonly Line[]; readonly y: readonly Line[] }

export interface Snapping {
  readonly lines: Lines;
  /** The other blocks, for equal gaps. */
  readonly others: readonly Box[];
  readonly grid: number | null;
}

export interface Surroundings {
  /** Upright boxes of what is not moved. */
  readonly others: readonly Box[];
  /** The page (or the group one works in). */
  readonly page: { readonly w: number; readonly h: number };
  /** Share of the page that a television may hide at each side; 0 is none. */
  readonly safe: number;
  readonly guides: { readonly x: readonly number[]; readonly y: readonly number[] };
  readonly grid: number | null;
}

export type Axis = 'x' | 'y';
/** What the overlay draws: a line along the axis' edge, or gaps of one size with their label. */
export type Hint =
  | { readonly kind: 'line'; readonly axis: Axis; readonly at: number; readonly from: number; readonly to: number; readonly what: LineKind; readonly middle: boolean }
  | { readonly kind: 'gap'; readonly axis: Axis; readonly at: number; readonly from: number; readonly to: number };

export interface Snapped { readonly x: number; readonly y: number; readonly hints: readonly Hint[] }

const NONE: Snapped = { x: 0, y: 0, hints: [] };

function pageLines(length: number, other: number, safe: number, guides: readonly number[]): Line[] {
  const inset = Math.round(length * safe);
  const line = (at: number, kind: LineKind, middle = false): Line => ({ at, from: 0, to: other, kind, middle });
  return [
    line(0, 'page'), line(length / 2, 'page', true), line(length, 'page'),
    ...(inset === 0 ? [] : [line(inset, 'safe'), line(length - inset, 'safe')]),
    ...guides.map((at) => line(at, 'guide')),
  ];
}

function blockLines(box: Box, axis: Axis): Line[] {
  const [at, length, from, to] = axis === 'x' ? [box.x, box.w, box.y, box.y + box.h] : [box.y, box.h, box.x, box.x + box.w];
  return [0, 0.5, 1].map((share) => ({ at: at + length * share, from, to, kind: 'block', middle: share === 0.5 }));
}

/** Made once, when a gesture begins. */
export function snappingOf({ others, page, safe, guides, grid }: Surroundings): Snapping {
  const sorted = (axis: Axis): Line[] => [
    ...pageLines(axis === 'x' ? page.w : page.h, axis === 'x' ? page.h : page.w, safe, guides[axis]),
    ...others.flatMap((box) => blockLines(box, axis)),
  ].sort((one, other) => one.at - other.at);
  return { lines: { x: sorted('x'), y: sorted('y') }, others, grid };
}

/** The first line at or after `at`. */
export function firstFrom(lines: readonly Line[], at: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Infinity) < at) low = middle + 1; else high = middle;
  }
  return low;
}

/** How far to the nearest line, or null when none is within reach. */
export function nearest(lines: readonly Line[], at: number, reach: number): number | null {
  const after = firstFrom(lines, at);
  let best: number | null = null;
  for (const line of [lines[after - 1], lines[after]]) {
    if (line === undefined) continue;
    const by = line.at - at;
    if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best))) best = by;
  }
  return best;
}

const SAME = 0.01;

function linesAt(lines: readonly Line[], at: number): Line[] {
  const found: Line[] = [];
  for (let index = firstFrom(lines, at - SAME); index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.at > at + SAME) break;
    found.push(line);
  }
  return found;
}

/** Every line that the stops lie on: long enough to reach from the other block to this one. */
function hintsAt(lines: readonly Line[], axis: Axis, stops: readonly number[], from: number, to: number): Hint[] {
  return stops.flatMap((at) => {
    const found = linesAt(lines, at);
    const [first] = found;
    if (first === undefined) return [];
    const page = found.find(({ kind }) => kind !== 'block');
    return [{
      kind: 'line' as const, axis, at: first.at, what: page?.kind ?? 'block', middle: (page ?? first).middle,
      from: Math.min(from, ...found.map((line) => line.from)), to: Math.max(to, ...found.map((line) => line.to)),
    }];
  });
}

interface Pull { readonly by: number; readonly gaps: readonly Gap[] }

function pullOf(snapping: Snapping, axis: Axis, moving: Box, stops: readonly number[], reach: number): Pull | null {
  const lines = snapping.lines[axis];
  const pulls: Pull[] = stops.map((at) => nearest(lines, at, reach)).filter((by) => by !== null).map((by) => ({ by, gaps: [] }));
  for (const { by, gaps } of gapsBetween(snapping.others, moving, axis)) if (Math.abs(by) <= reach) pulls.push({ by, gaps });
  if (pulls.length === 0) return snapping.grid === null ? null : onGrid(stops[0] ?? 0, snapping.grid, reach);
  return pulls.reduce((best, pull) => (Math.abs(pull.by) < Math.abs(best.by) ? pull : best));
}

function onGrid(at: number, grid: number, reach: number): Pull | null {
  const by = Math.round(at / grid) * grid - at;
  return Math.abs(by) <= Math.max(reach, grid / 2) ? { by, gaps: [] } : null;
}

/** How far `moving` (upright) is to be shifted so that it lies well, and what says so. */
export function snapMove(snapping: Snapping, moving: Box, reach: number): Snapped {
  const pull = {
    x: pullOf(snapping, 'x', moving, [moving.x, moving.x + moving.w / 2, moving.x + moving.w], reach),
    y: pullOf(snapping, 'y', moving, [moving.y, moving.y + moving.h / 2, moving.y + moving.h], reach),
  };
  const [x, y] = [pull.x?.by ?? 0, pull.y?.by ?? 0];
  const at = { ...moving, x: moving.x + x, y: moving.y + y };
  const hints: Hint[] = [];
  if (pull.x !== null) hints.push(...hintsAt(snapping.lines.x, 'x', [at.x, at.x + at.w / 2, at.x + at.w], at.y, at.y + at.h), ...gapHints('x', pull.x, at));
  if (pull.y !== null) hints.push(...hintsAt(snapping.lines.y, 'y', [at.y, at.y + at.h / 2, at.y + at.h], at.x, at.x + at.w), ...gapHints('y', pull.y, at));
  return { x, y, hints };
}

function gapHints(axis: Axis, pull: Pull, at: Box): Hint[] {
  const across = axis === 'x' ? at.y + at.h / 2 : at.x + at.w / 2;
  return pull.gaps.map(({ from, to, at: own }) => ({ kind: 'gap', axis, at: own ?? across, from, to }));
}

/** The same for the sides that a handle pulls: `side` is −1 left or up, 1 right or down, 0 not pulled. */
export function snapSides(snapping: Snapping, box: Box, sides: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }, reach: number): Snapped {
  const stop = { x: sides.x < 0 ? box.x : box.x + box.w, y: sides.y < 0 ? box.y : box.y + box.h };
  const by = (axis: Axis): number | null => (sides[axis] === 0 ? null
    : nearest(snapping.lines[axis], stop[axis], reach) ?? (snapping.grid === null ? null : onGrid(stop[axis], snapping.grid, reach)?.by ?? null));
  const pull = { x: by('x'), y: by('y') };
  if (pull.x === null && pull.y === null) return NONE;
  return {
    x: pull.x ?? 0, y: pull.y ?? 0,
    hints: [
      ...(pull.x === null ? [] : hintsAt(snapping.lines.x, 'x', [stop.x + pull.x], box.y, box.y + box.h)),
      ...(pull.y === null ? [] : hintsAt(snapping.lines.y, 'y', [stop.y + pull.y], box.x, box.x + box.w)),
    ],
  };
}
