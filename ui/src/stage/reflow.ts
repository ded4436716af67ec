/**
 * Why: when a page is arranged anew, cards that slide over each other cannot be read, and the eye loses
 * whom it followed. So a card slides only along its own column, in its own size, past nobody; every
 * other one is gone from the old place and comes up in the new.
 */
import type { Rect } from './grid';

export interface Move {
  readonly before: Rect;
  readonly after: Rect;
}

export type Way = 'stays' | 'slides' | 'reappears';

function sameColumn(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.w === b.w && a.h === b.h;
}

function passes(one: Move, other: Move): boolean {
  return (one.before.y - other.before.y) * (one.after.y - other.after.y) < 0;
}

/** `all`: everybody who was on the page and still is, also who keeps the place. */
export function wayOf(move: Move, all: readonly Move[]): Way {
  if (move.before === move.after) return 'stays';
  if (!sameColumn(move.before, move.after)) return 'reappears';
  const here = (other: Move): boolean => sameColumn(other.before, move.before) && sameColumn(other.after, move.after);
  const meets = all.some((other) => here(other) && passes(move, other));
  return meets ? 'reappears' : 'slides';
}
