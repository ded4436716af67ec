import { describe, expect, test } from 'vitest';
import { SIZES } from '../director/director';
import { type Rect, cells } from '../stage/grid';
import { cardLayout } from './layout';

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w - 1 && b.x < a.x + a.w - 1 && a.y < b.y + b.h - 1 && b.y < a.y + a.h - 1;
}

describe.each(['landscape', 'portrait'] as const)('a card on a %s stage', (shape) => {
  test.each(SIZES)('of %i keeps every text inside and apart from the others', (size) => {
    const cell = cells(shape, size)[0];
    if (cell === undefined) throw new Error('no cell');
    const layout = cardLayout(cell, size === 1);
    const { plate, name, alone, detail, place, time, bib } = layout;
    for (const box of [plate, name, alone, detail, place, time, bib]) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.w).toBeLessThanOrEqual(cell.w);
      expect(box.y + box.h).toBeLessThanOrEqual(cell.h + 1);
      expect(Math.min(box.w, box.h)).toBeGreaterThan(0);
    }
    for (const one of [name, alone]) {
      const boxes = [plate, one, detail, place, time];
      boxes.forEach((box, i) => {
        for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
      });
    }
  });

  test.each(SIZES)('of %i gives eight digits of time their room and the name the largest type', (size) => {
    const cell = cells(shape, size)[0];
    if (cell === undefined) throw new Error('no cell');
    const { time, name, detail } = cardLayout(cell, size === 1);
    // «00:00:00» measured in the face of the display: 3 × its size wide.
    expect(time.w / time.size).toBeGreaterThanOrEqual(3);
    expect(name.size).toBeGreaterThanOrEqual(time.size);
    expect(name.size).toBeGreaterThan(detail.size);
  });
});
