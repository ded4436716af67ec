/**
 * Why: the figures of a block in a group count from the group's corner and turn with it. Aligning and grouping ask where blocks
 * really lie. Pixels of the document; degrees clockwise about the middle of a box.
 */
import type { Block, TemplateDocument } from './schema';

export interface Box { readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly rot: number }
interface Point { readonly x: number; readonly y: number }
/** Where a group's corner lies on the page, and how it is turned there. */
interface Frame extends Point { readonly rot: number }

const PAGE: Frame = { x: 0, y: 0, rot: 0 };

export function boxOf({ x, y, w, h, rot }: Block): Box {
  return { x, y, w, h, rot: rot ?? 0 };
}

function turned(at: Point, about: Point, degrees: number): Point {
  if (degrees % 360 === 0) return at;
  const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
  const [x, y] = [at.x - about.x, at.y - about.y];
  return { x: about.x + x * cos - y * sin, y: about.y + x * sin + y * cos };
}

function middle({ x, y, w, h }: Box): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

function frameOf(doc: TemplateDocument, group: string | undefined, depth = 0): Frame {
  const block = group === undefined ? undefined : doc.blocks[group];
  if (block === undefined || depth > 40) return PAGE;
  const box = boxOf(block);
  const outer = frameOf(doc, block.parent, depth + 1);
  const corner = out(outer, turned(box, middle(box), box.rot));
  return { ...corner, rot: outer.rot + box.rot };
}

function out(frame: Frame, at: Point): Point {
  return turned({ x: at.x + frame.x, y: at.y + frame.y }, frame, frame.rot);
}

function centred(at: Point, { w, h }: Box, rot: number): Box {
  return { x: at.x - w / 2, y: at.y - h / 2, w, h, rot: upright(rot) };
}

export function upright(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

/** Where the block lies on its page. */
export function onPage(doc: TemplateDocument, id: string): Box {
  const block = doc.blocks[id] as Block;
  const frame = frameOf(doc, block.parent);
  return centred(out(frame, middle(boxOf(block))), boxOf(block), (block.rot ?? 0) + frame.rot);
}

/** The figures that a box of the page has in this group. */
export function inGroup(doc: TemplateDocument, group: string | undefined, box: Box): Box {
  const frame = frameOf(doc, group);
  const own = turned(middle(box), frame, -frame.rot);
  return centred({ x: own.x - frame.x, y: own.y - frame.y }, box, box.rot - frame.rot);
}

/** The upright box round all of them. */
export function boundsOf(boxes: readonly Box[]): Box {
  const points = boxes.flatMap((box) => [[0, 0], [1, 0], [1, 1], [0, 1]].map(([across = 0, down = 0]) =>
    turned({ x: box.x + across * box.w, y: box.y + down * box.h }, middle(box), box.rot)));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return points.length === 0 ? { x: 0, y: 0, w: 0, h: 0, rot: 0 } : { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, rot: 0 };
}

/** Whole pixels, because a wall of LEDs shows halves. No side falls below 1. */
export function placed(block: Block, box: Box): Block {
  const rot = Math.round(upright(box.rot) * 10) / 10 % 360;
  const { rot: _rot, ...rest } = block;
  const figures = { x: whole(box.x), y: whole(box.y), w: Math.max(1, whole(box.w)), h: Math.max(1, whole(box.h)) };
  return (rot === 0 ? { ...rest, ...figures } : { ...rest, ...figures, rot }) as Block;
}

export function whole(figure: number): number {
  return Math.round(figure) + 0;
}
