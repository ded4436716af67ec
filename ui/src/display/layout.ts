/**
 * Why: inside a card, too, nothing flows. For each size of card there is one plan of boxes, worked out
 * from its width and height alone, so that a long name shrinks and never pushes a time off the card.
 *
 *   hero   one runner, the whole field: first name over last name
 *   stack  few runners on a tall screen: bib above, name, time below
 *   tile   name on the first line, town and time on the second
 *   wide   bib, name and time on one line, the rest small below the name
 */
import type { Rect } from '../stage/grid';
import type { Box } from '../stage/text';

export type Plan = 'hero' | 'stack' | 'tile' | 'wide';

export interface CardLayout {
  readonly plan: Plan;
  readonly plate: Rect;
  /** Height of the coloured band as a part of the plate. */
  readonly bandPart: number;
  /** The coloured band of the bib; too small to hold words on small cards. */
  readonly band: Box | null;
  readonly bib: Box;
  /** First of two lines of a name; null where the name has one line. */
  readonly first: Box | null;
  readonly name: Box;
  /** The name's box when there is no first line. */
  readonly alone: Box;
  /** For a name that is too long for one line of its page. */
  readonly pair: Pair;
  readonly detail: Box;
  readonly place: Box;
  readonly time: Box;
  /** A line of cheer, in the place of time and location; null where the town gives way to it. */
  readonly cheer: Box | null;
}

/** A name in two lines. Where they need the place of the town, that gives way. */
export interface Pair {
  readonly first: Box;
  readonly last: Box;
  readonly detail: 'kept' | 'covered';
}

function pairIn(box: Box, detail: Pair['detail']): Pair {
  const h = box.h / 2;
  const line = { x: box.x, w: box.w, h, size: h * 0.97, least: 0.4 };
  return { first: { ...line, y: box.y }, last: { ...line, y: box.y + h }, detail };
}

export function planFor(cell: Rect, alone: boolean): Plan {
  if (alone) return 'hero';
  const aspect = cell.w / cell.h;
  if (aspect < 3.2) return 'stack';
  return aspect < 5.6 ? 'tile' : 'wide';
}

function plateBoxes(plate: Rect, worded: boolean): Pick<CardLayout, 'plate' | 'bandPart' | 'band' | 'bib'> {
  const bandPart = worded ? 0.24 : 0.13;
  const bandHeight = Math.round(plate.h * bandPart);
  const inner = plate.w * 0.88;
  const left = plate.x + (plate.w - inner) / 2;
  const numberHeight = plate.h - bandHeight;
  return {
    plate,
    bandPart,
    band: worded
      ? { x: left, y: plate.y, w: inner, h: bandHeight, size: bandHeight * 0.72, align: 'center' }
      : null,
    bib: {
      x: left, y: plate.y + bandHeight, w: inner, h: numberHeight, size: numberHeight * 0.92,
      align: 'center',
    },
  };
}

function heroTall(cell: Rect): CardLayout {
  const plate = { x: 0, y: 40, w: 520, h: 350 };
  return {
    plan: 'hero',
    ...plateBoxes(plate, true),
    first: { x: 0, y: 482, w: cell.w, h: 150, size: 150 },
    name: { x: 0, y: 650, w: cell.w, h: 290, size: 290, least: 0.28 },
    alone: { x: 0, y: 560, w: cell.w, h: 340, size: 330, least: 0.34 },
    pair: pairIn({ x: 0, y: 500, w: cell.w, h: 420, size: 210 }, 'kept'),
    detail: { x: 0, y: 960, w: cell.w, h: 110, size: 96, least: 0.34 },
    time: { x: 0, y: 1140, w: cell.w, h: 270, size: 290 },
    place: { x: 0, y: 1420, w: cell.w, h: 90, size: 72 },
    cheer: { x: 0, y: 1150, w: cell.w, h: 200, size: 180, least: 0.3 },
  };
}

function heroWide(cell: Rect): CardLayout {
  const foot = 530;
  const plate = { x: 0, y: foot, w: 450, h: cell.h - foot };
  const timeWidth = 740;
  const side = plate.w + 56;
  const sideWidth = cell.w - side - timeWidth - 40;
  return {
    plan: 'hero',
    ...plateBoxes(plate, true),
    first: { x: 0, y: -10, w: cell.w, h: 150, size: 150 },
    name: { x: 0, y: 164, w: cell.w, h: 340, size: 340, least: 0.34 },
    alone: { x: 0, y: 60, w: cell.w, h: 400, size: 390, least: 0.34 },
    pair: pairIn({ x: 0, y: 20, w: cell.w, h: 470, size: 230 }, 'kept'),
    detail: { x: side, y: foot + 30, w: sideWidth, h: 120, size: 104, least: 0.34 },
    place: { x: side, y: foot + 166, w: sideWidth, h: 90, size: 68 },
    time: { x: cell.w - timeWidth, y: foot + 20, w: timeWidth, h: 266, size: 240, align: 'right' },
    cheer: { x: side, y: foot + 150, w: cell.w - side, h: 130, size: 124, least: 0.34 },
  };
}

function hero(cell: Rect): CardLayout {
  return cell.h > cell.w ? heroTall(cell) : heroWide(cell);
}

function stack(cell: Rect): CardLayout {
  const pad = Math.round(cell.h * 0.08);
  const plateHeight = Math.round(cell.h * 0.3);
  const plate = { x: pad, y: pad, w: Math.round(plateHeight * 1.5), h: plateHeight };
  const side = plate.x + plate.w + pad;
  const width = cell.w - 2 * pad;
  const foot = Math.round(cell.h * 0.7);
  const footHeight = Math.round(cell.h * 0.22);
  const timeWidth = Math.round(footHeight * 3);
  const name = { x: pad, y: Math.round(cell.h * 0.41), w: width, h: cell.h * 0.28, size: cell.h * 0.27, least: 0.4 };
  return {
    plan: 'stack',
    cheer: null,
    ...plateBoxes(plate, true),
    first: null,
    name,
    alone: name,
    pair: pairIn({ ...name, y: Math.round(cell.h * 0.395), h: cell.h * 0.31 }, 'kept'),
    place: { x: side, y: pad, w: cell.w - side - pad, h: plateHeight, size: cell.h * 0.11, align: 'right' },
    detail: { x: pad, y: foot, w: width - timeWidth - pad, h: footHeight, size: cell.h * 0.12 },
    time: {
      x: cell.w - pad - timeWidth, y: foot, w: timeWidth, h: footHeight, size: footHeight * 0.95,
      align: 'right',
    },
  };
}

function tile(cell: Rect): CardLayout {
  const { w, h } = cell;
  const pad = Math.round(h * 0.12);
  const plateHeight = h - 2 * pad;
  const plate = { x: Math.round(pad * 1.3), y: pad, w: Math.round(plateHeight * 1.36), h: plateHeight };
  const left = plate.x + plate.w + Math.round(pad * 1.1);
  const right = w - Math.round(pad * 1.2);
  const timeWidth = Math.round(h * 1.12);
  const second = Math.round(h * 0.6);
  const name = { x: left, y: Math.round(h * 0.06), w: right - left, h: h * 0.5, size: h * 0.48, least: 0.4 };
  return {
    plan: 'tile',
    cheer: null,
    ...plateBoxes(plate, true),
    first: null,
    name,
    alone: name,
    pair: pairIn({ ...name, y: Math.round(h * 0.06), h: h * 0.54 }, 'kept'),
    detail: { x: left, y: second, w: right - left - timeWidth - pad, h: h * 0.16, size: h * 0.175 },
    place: { x: left, y: Math.round(h * 0.765), w: right - left - timeWidth - pad, h: h * 0.14, size: h * 0.15 },
    time: { x: right - timeWidth, y: second, w: timeWidth, h: h * 0.3, size: h * 0.35, align: 'right' },
  };
}

function wide(cell: Rect): CardLayout {
  const { w, h } = cell;
  const pad = Math.round(h * 0.14);
  const plateHeight = h - 2 * pad;
  const large = h > 140;
  const plate = { x: Math.round(pad * 1.6), y: pad, w: Math.round(plateHeight * (large ? 1.5 : 2)), h: plateHeight };
  const left = plate.x + plate.w + Math.round(h * 0.16);
  const right = w - Math.round(h * 0.2);
  const timeWidth = Math.round(h * (large ? 1.75 : 1.9));
  const nameWidth = right - timeWidth - Math.round(h * 0.2) - left;
  const name = { x: left, y: Math.round(h * 0.06), w: nameWidth, h: h * 0.57, size: h * 0.54, least: 0.4 };
  return {
    plan: 'wide',
    cheer: null,
    ...plateBoxes(plate, large),
    first: null,
    name,
    alone: name,
    pair: large
      ? pairIn({ ...name, y: Math.round(h * 0.05), h: h * 0.6 }, 'kept')
      : pairIn({ ...name, y: Math.round(h * 0.08), h: h * 0.84 }, 'covered'),
    detail: { x: left, y: Math.round(h * 0.64), w: nameWidth, h: h * 0.26, size: h * 0.24 },
    place: { x: right - timeWidth, y: Math.round(h * 0.64), w: timeWidth, h: h * 0.26, size: h * 0.22, align: 'right' },
    time: { x: right - timeWidth, y: Math.round(h * 0.07), w: timeWidth, h: h * 0.57, size: h * 0.52, align: 'right' },
  };
}

const PLANS: Readonly<Record<Plan, (cell: Rect) => CardLayout>> = { hero, stack, tile, wide };

/** Boxes relative to the card's own corner. */
export function cardLayout(cell: Rect, alone: boolean): CardLayout {
  return PLANS[planFor(cell, alone)](cell);
}
