/**
 * What a pull of the pointer does, as values: a gesture begins with the boxes as they lie, and each place of the
 * pointer gives what is to be drawn. Nothing adds up from frame to frame, so nothing can drift, and what is kept at
 * the end is what was seen. Points are in the figures of the page, or of the group one works in.
 */
import { angleTo, boundsOf, centreOf, cornersOf, movedBy, overlap, resized, scaledInto, turned, turnedAbout, upright, whole, type Box, type Handle } from './geometry';
import { snapMove, snapSides, snappingOf, type Hint, type Snapping } from './snap';
import type { Point } from './viewport';

/** A block as it lies; `within` is what a group holds, in the group's own figures. */
export interface Item { readonly id: string; readonly box: Box; readonly within: readonly Item[] }

/** Everything that can be chosen, from the back to the front. */
export interface Scene {
  readonly items: readonly Item[];
  readonly page: { readonly w: number; readonly h: number };
  readonly safe: number;
  readonly guides: { readonly x: readonly number[]; readonly y: readonly number[] };
  readonly grid: number | null;
}

export interface Keys { readonly shift: boolean; readonly alt: boolean; readonly mod: boolean }

interface Taken { readonly items: readonly Item[]; readonly bounds: Box; readonly start: Point }
export type Gesture =
  | Taken & { readonly kind: 'move'; readonly snapping: Snapping }
  | Taken & { readonly kind: 'resize'; readonly handle: Handle; readonly snapping: Snapping }
  | Taken & { readonly kind: 'rotate'; readonly about: Point }
  | { readonly kind: 'marquee'; readonly start: Point; readonly all: readonly Item[]; readonly chosen: ReadonlySet<string> };

export type Figure =
  | { readonly kind: 'place'; readonly x: number; readonly y: number }
  | { readonly kind: 'size'; readonly w: number; readonly h: number }
  | { readonly kind: 'angle'; readonly degrees: number };

/** What is to be drawn now. */
export interface Shown {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly hints: readonly Hint[];
  readonly marquee: Box | null;
  /** What the marquee has taken; null when the choice stays. */
  readonly selected: ReadonlySet<string> | null;
  readonly figure: Figure | null;
}

/** Pixels of the screen: below this a press is a click, or every click would move something. */
export const THRESHOLD = 3;
/** A finger rolls where a mouse trembles. */
export const FINGER = 8;
/** Pixels of the screen within which a block goes to a line. */
export const REACH = 6;
const STEP = 15;

export const NOTHING: Shown = { boxes: new Map(), hints: [], marquee: null, selected: null, figure: null };

export function strayed(start: Point, at: Point, zoom: number, slop = THRESHOLD): boolean {
  return Math.hypot(at.x - start.x, at.y - start.y) * zoom > slop + 1e-9;
}

function taken(scene: Scene, ids: readonly string[], start: Point): Taken {
  const items = scene.items.filter(({ id }) => ids.includes(id));
  const [only] = items;
  return { items, start, bounds: items.length === 1 && only !== undefined ? only.box : boundsOf(items.map(({ box }) => box)) };
}

function snappingFor(scene: Scene, ids: readonly string[]): Snapping {
  const others = scene.items.filter(({ id }) => !ids.includes(id)).map(({ box }) => boundsOf([box]));
  return snappingOf({ others, page: scene.page, safe: scene.safe, guides: scene.guides, grid: scene.grid });
}

export function begunMove(scene: Scene, ids: readonly string[], start: Point): Gesture {
  return { kind: 'move', ...taken(scene, ids, start), snapping: snappingFor(scene, ids) };
}

export function begunResize(scene: Scene, ids: readonly string[], handle: Handle, start: Point): Gesture {
  return { kind: 'resize', ...taken(scene, ids, start), handle, snapping: snappingFor(scene, ids) };
}

export function begunRotate(scene: Scene, ids: readonly string[], start: Point): Gesture {
  const from = taken(scene, ids, start);
  return { kind: 'rotate', ...from, about: centreOf(from.bounds) };
}

export function begunMarquee(scene: Scene, chosen: ReadonlySet<string>, start: Point): Gesture {
  return { kind: 'marquee', start, all: scene.items, chosen };
}

export function drawn(gesture: Gesture, at: Point, keys: Keys, zoom: number): Shown {
  switch (gesture.kind) {
    case 'move': return moving(gesture, at, keys, zoom);
    case 'resize': return resizing(gesture, at, keys, zoom);
    case 'rotate': return rotating(gesture, at, keys);
    case 'marquee': return marqueeing(gesture, at, keys);
  }
}

/** What the document gets: whole pixels. */
export function kept(shown: Shown): ReadonlyMap<string, Box> {
  return new Map([...shown.boxes].map(([id, box]) => [id, whole(box)]));
}

function moving({ items, bounds, start, snapping }: Gesture & { kind: 'move' }, at: Point, keys: Keys, zoom: number): Shown {
  const by = { x: at.x - start.x, y: at.y - start.y };
  const across = Math.abs(by.x) >= Math.abs(by.y);
  const wanted = !keys.shift ? by : across ? { x: by.x, y: 0 } : { x: 0, y: by.y };
  const upright = movedBy(boundsOf([bounds]), wanted);
  const snapped = keys.alt ? { x: 0, y: 0, hints: [] } : snapMove(snapping, upright, REACH / zoom);
  // What Shift holds, no line may pull away.
  const pull = { x: keys.shift && !across ? 0 : snapped.x, y: keys.shift && across ? 0 : snapped.y };
  const done = { x: wanted.x + pull.x, y: wanted.y + pull.y };
  const hints = keys.shift ? snapped.hints.filter(({ axis }) => axis === (across ? 'x' : 'y')) : snapped.hints;
  const place = whole(movedBy(bounds, done));
  return { ...NOTHING, boxes: new Map(items.map(({ id, box }) => [id, movedBy(box, done)])), hints, figure: { kind: 'place', x: place.x, y: place.y } };
}

function resizing({ items, bounds, start, handle, snapping }: Gesture & { kind: 'resize' }, at: Point, keys: Keys, zoom: number): Shown {
  const by = { x: at.x - start.x, y: at.y - start.y };
  const how = { ratio: keys.shift, centre: keys.alt };
  const first = resized(bounds, handle, by, how);
  // A turned box has no side along a line, and a kept ratio has no side free to go to one.
  const free = bounds.rot === 0 && !how.ratio && !keys.mod;
  const snapped = free ? snapSides(snapping, first, handle, REACH / zoom) : { x: 0, y: 0, hints: [] };
  const next = snapped.hints.length === 0 && snapped.x === 0 && snapped.y === 0 ? first : resized(bounds, handle, { x: by.x + snapped.x, y: by.y + snapped.y }, how);
  const boxes = new Map<string, Box>();
  for (const item of items) put(boxes, item, items.length === 1 ? next : scaledInto(item.box, bounds, next));
  const size = whole(next);
  return { ...NOTHING, boxes, hints: snapped.hints, figure: { kind: 'size', w: size.w, h: size.h } };
}

/** A group takes what it holds with it. */
function put(boxes: Map<string, Box>, item: Item, next: Box): void {
  boxes.set(item.id, next);
  const [from, to] = [{ x: 0, y: 0, w: item.box.w, h: item.box.h, rot: 0 }, { x: 0, y: 0, w: next.w, h: next.h, rot: 0 }];
  for (const child of item.within) put(boxes, child, scaledInto(child.box, from, to));
}

function rotating({ items, bounds, start, about }: Gesture & { kind: 'rotate' }, at: Point, keys: Keys): Shown {
  const pulled = angleTo(about, at) - angleTo(about, start);
  const to = bounds.rot + pulled;
  const degrees = upright(keys.shift ? Math.round(to / STEP) * STEP : Math.round(to));
  const by = degrees - bounds.rot;
  return { ...NOTHING, boxes: new Map(items.map(({ id, box }) => [id, turned(box, about, by)])), figure: { kind: 'angle', degrees } };
}

function marqueeing({ all, chosen, start }: Gesture & { kind: 'marquee' }, at: Point, keys: Keys): Shown {
  const marquee: Box = { x: Math.min(start.x, at.x), y: Math.min(start.y, at.y), w: Math.abs(at.x - start.x), h: Math.abs(at.y - start.y), rot: 0 };
  const touched = all.filter(({ box }) => touches(box, marquee)).map(({ id }) => id);
  return { ...NOTHING, marquee, selected: new Set(keys.shift ? [...chosen, ...touched] : touched) };
}

/** Whether a box, turned or not, and an upright one share a point: no side of either parts them. */
export function touches(box: Box, area: Box): boolean {
  if (!overlap(boundsOf([box]), area)) return false;
  if (box.rot === 0) return true;
  const middle = centreOf(box);
  const own = cornersOf(area).map((corner) => turnedAbout(corner, middle, -box.rot));
  const [xs, ys] = [own.map(({ x }) => x), own.map(({ y }) => y)];
  const around: Box = { x: Math.min(...xs), y: Math.min(...ys), w: Math.max(...xs) - Math.min(...xs), h: Math.max(...ys) - Math.min(...ys), rot: 0 };
  return overlap({ ...box, rot: 0 }, around);
}
