import { expect, test } from 'vitest';
import { type Rect, cells } from './grid';
import { type Move, wayOf } from './reflow';

const eight = cells('landscape', 8);

function move(from: number, to: number, places: readonly Rect[] = eight): Move {
  const before = eight[from];
  const after = places[to];
  if (before === undefined || after === undefined) throw new Error('no such place');
  return { before, after };
}

test('the newest comes first: the others slide down their column, and over to the next without crossing', () => {
  const moves = [move(0, 1), move(1, 2), move(2, 3), move(3, 4), move(4, 5)];
  expect(moves.map((each) => wayOf(each, moves))).toEqual(['slides', 'slides', 'slides', 'reappears', 'slides']);
});

test('nobody slides past another, also not past one who keeps the place', () => {
  const swapped = [move(0, 2), move(2, 1), move(3, 3)];
  expect(swapped.map((each) => wayOf(each, swapped))).toEqual(['reappears', 'reappears', 'stays']);
  const over = [move(0, 2), move(1, 1)];
  expect(over.map((each) => wayOf(each, over))).toEqual(['reappears', 'stays']);
});

test('a card of another size comes up in its new place', () => {
  const twelve = cells('landscape', 12);
  expect(wayOf(move(0, 0, twelve), [move(0, 0, twelve)])).toBe('reappears');
});
