/**
 * Why no DOM in here: what a gesture does to boxes is arithmetic, and arithmetic is tried with ten thousand random
 * figures instead of by hand. All figures are document pixels (or those of the group one works in); angles are
 * degrees, clockwise, about the middle of the box.
 */
import type { Point } from './viewport';

export interface Box { readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly rot: number }

/** Which side a handle pulls: −1 left or up, 1 right or down, 0 not at all. */
export interface Handle { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }

export const HANDLES = {
  nw: { x: -1, y: -1 }, n: { x: 0, y: -1 }, ne: { x: 1, y: -1 }, e: { x: 1, y: 0 },
  se: { x: 1, y: 1 }, s: { x: 0, y: 1 }, sw: { x: -1, y: 1 }, w: { x: -1, y: 0 },
} as const satisfies Record<string, Handle>;
export type HandleName = keyof typeof HANDLES;

export interface Resizing {
  /** Keep the ratio of the sides. */
  readonly ratio?: boolean;
  /** The middle stays, instead of the side opposite. */
  readonly centre?: boolean;
}

const RADIAN = Math.PI / 180;

export function centreOf(box: Box): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}

export function turnedAbout(at: Point, about: Point, degrees: number): Point {
  if (degrees % 360 === 0) return at;
  const [sin, cos] = [Math.sin(degrees * RADIAN), Math.cos(degrees * RADIAN)];
  const [x, y] = [at.x - about.x, at.y - about.y];
  return { x: about.x + x * cos - y * sin, y: about.y + x * sin + y * cos };
}

export function cornersOf(box: Box): readonly [Point, Point, Point, Point] {
  const middle = centreOf(box);
  const at = (x: number, y: number): Point => turnedAbout({ x, y }, middle, box.rot);
  return [at(box.x, box.y), at(box.x + box.w, box.y), at(box.x + box.w, box.y + box.h), at(box.x, box.y + box.h)];
}

/** The upright box round all of them. */
export function boundsOf(boxes: readonly Box[]): Box {
  const points = boxes.flatMap((box) => (box.rot % 360 === 0 ? [box, { x: box.x + box.w, y: box.y + box.h }] : cornersOf(box)));
  if (points.length === 0) return { x: 0, y: 0, w: 0, h: 0, rot: 0 };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, rot: 0 };
}

export function contains(box: Box, at: Point): boolean {
  const own = turnedAbout(at, centreOf(box), -box.rot);
  return own.x >= box.x && own.x <= box.x + box.w && own.y >= box.y && own.y <= box.y + box.h;
}

export function overlap(one: Box, other: Box): boolean {
  return one.x <= other.x + other.w && other.x <= one.x + one.w && one.y <= other.y + other.h && other.y <= one.y + one.h;
}

export function movedBy(box: Box, by: Point): Box {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

/** A box of this size, turned like `box`, whose point `anchor` (−1 … 1 on each axis) lies where that of `box` lies. */
function anchored(box: Box, w: number, h: number, anchor: Point): Box {
  const middle = centreOf(box);
  const held = turnedAbout({ x: middle.x + (anchor.x * box.w) / 2, y: middle.y + (anchor.y * box.h) / 2 }, middle, box.rot);
  const arm = turnedAbout({ x: (anchor.x * w) / 2, y: (anchor.y * h) / 2 }, { x: 0, y: 0 }, box.rot);
  return { x: held.x - arm.x - w / 2, y: held.y - arm.y - h / 2, w, h, rot: box.rot };
}

/** Pulled by a handle. The opposite side (or the middle) stays where it is, also of a turned box; no side falls below 1. */
export function resized(box: Box, handle: Handle, by: Point, { ratio = false, centre = false }: Resizing = {}): Box {
  const own = turnedAbout(by, { x: 0, y: 0 }, -box.rot);
  const times = centre ? 2 : 1;
  let w = Math.max(1, box.w + handle.x * own.x * times);
  let h = Math.max(1, box.h + handle.y * own.y * times);
  if (ratio) {
    const scale = Math.max(scaleBy(handle, w / box.w, h / box.h), 1 / Math.min(box.w, box.h));
    [w, h] = [box.w * scale, box.h * scale];
  }
  return anchored(box, w, h, centre ? { x: 0, y: 0 } : { x: -handle.x, y: -handle.y });
}

/** A side's handle says it alone; at a corner it is the direction that was pulled further. */
function scaleBy(handle: Handle, across: number, down: number): number {
  if (handle.x === 0) return down;
  if (handle.y === 0) return across;
  return Math.abs(across - 1) > Math.abs(down - 1) ? across : down;
}

/** What lies in `from` lies at the same place of `to`: how several are resized together. */
export function scaledInto(box: Box, from: Box, to: Box): Box {
  const [across, down] = [to.w / (from.w || 1), to.h / (from.h || 1)];
  const middle = centreOf(box);
  const next = { x: to.x + (middle.x - from.x) * across, y: to.y + (middle.y - from.y) * down };
  const [sin, cos] = [Math.sin(box.rot * RADIAN), Math.cos(box.rot * RADIAN)];
  const w = Math.max(1, box.w * Math.hypot(across * cos, down * sin));
  const h = Math.max(1, box.h * Math.hypot(across * sin, down * cos));
  return { x: next.x - w / 2, y: next.y - h / 2, w, h, rot: box.rot };
}

/** Turned about a point: how several are turned together. */
export function turned(box: Box, about: Point, degrees: number): Box {
  const middle = turnedAbout(centreOf(box), about, degrees);
  return { x: middle.x - box.w / 2, y: middle.y - box.h / 2, w: box.w, h: box.h, rot: upright(box.rot + degrees) };
}

/** 0 … 359.99. */
export function upright(degrees: number): number {
  const rest = degrees % 360;
  return rest < 0 ? rest + 360 : rest + 0;
}

export function angleTo(about: Point, at: Point): number {
  return Math.atan2(at.y - about.y, at.x - about.x) / RADIAN;
}

/** Whole pixels, because a wall of LEDs shows halves; an upright box's sides are rounded, so that neighbours still touch. */
export function whole(box: Box): Box {
  const rot = Math.round(upright(box.rot) * 10) / 10 % 360;
  if (rot !== 0) {
    const [w, h] = [Math.max(1, Math.round(box.w)), Math.max(1, Math.round(box.h))];
    const middle = centreOf(box);
    return { x: Math.round(middle.x - w / 2) + 0, y: Math.round(middle.y - h / 2) + 0, w, h, rot };
  }
  const [x, y] = [Math.round(box.x) + 0, Math.round(box.y) + 0];
  return { x, y, w: Math.max(1, Math.round(box.x + box.w) - x), h: Math.max(1, Math.round(box.y + box.h) - y), rot };
}

/** Where a group lies: its corner, and how it is turned. Its children's figures begin there. */
export interface Frame { readonly x: number; readonly y: number; readonly rot: number }

export const PAGE: Frame = { x: 0, y: 0, rot: 0 };

export function frameOf(group: Box, within: Frame): Frame {
  const corner = turnedAbout({ x: group.x, y: group.y }, centreOf(group), group.rot);
  const at = outOf(within, corner);
  return { x: at.x, y: at.y, rot: upright(within.rot + group.rot) };
}

export function outOf(frame: Frame, at: Point): Point {
  return turnedAbout({ x: at.x + frame.x, y: at.y + frame.y }, frame, frame.rot);
}

export function into(frame: Frame, at: Point): Point {
  const own = turnedAbout(at, frame, -frame.rot);
  return { x: own.x - frame.x, y: own.y - frame.y };
}

/** A box of a group as it lies on the page. */
export function boxOutOf(frame: Frame, box: Box): Box {
  const middle = outOf(frame, centreOf(box));
  return { x: middle.x - box.w / 2, y: middle.y - box.h / 2, w: box.w, h: box.h, rot: upright(box.rot + frame.rot) };
}

export function boxInto(frame: Frame, box: Box): Box {
  const middle = into(frame, centreOf(box));
  return { x: middle.x - box.w / 2, y: middle.y - box.h / 2, w: box.w, h: box.h, rot: upright(box.rot - frame.rot) };
}
