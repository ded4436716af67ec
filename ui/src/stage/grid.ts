/**
 * Why: every place a card can stand in is known before the first runner comes. So nothing is measured
 * while people arrive, a move is the difference of two known places, and the arrangement can be tested.
 */
import type { Shape } from './fit';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The part of the stage in which cards stand, in design pixels. */
export const FIELD: Readonly<Record<Shape, Rect>> = {
  landscape: { x: 64, y: 148, w: 1792, h: 836 },
  portrait: { x: 48, y: 220, w: 984, h: 1572 },
};

const COLUMNS: Readonly<Record<Shape, Readonly<Record<number, number>>>> = {
  landscape: { 1: 1, 2: 1, 3: 1, 4: 1, 6: 2, 8: 2, 12: 2, 16: 2 },
  portrait: { 1: 1, 2: 1, 3: 1, 4: 1, 6: 1, 8: 1, 12: 1, 16: 1 },
};

function gap(size: number): number {
  if (size > 8) return 12;
  return size > 3 ? 20 : 28;
}

/** The places for `size` cards, best first: down the left column, then down the right one. */
export function cells(shape: Shape, size: number): readonly Rect[] {
  const field = FIELD[shape];
  const columns = COLUMNS[shape][size] ?? 1;
  const rows = Math.ceil(size / columns);
  const between = gap(size);
  const w = (field.w - between * (columns - 1)) / columns;
  const h = (field.h - between * (rows - 1)) / rows;
  return Array.from({ length: size }, (_, cell) => ({
    x: Math.round(field.x + Math.floor(cell / rows) * (w + between)),
    y: Math.round(field.y + (cell % rows) * (h + between)),
    w: Math.floor(w),
    h: Math.floor(h),
  }));
}
