import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from './geometry';
import { nearest, snapMove, snapSides, snappingOf, type Line, type Surroundings } from './snap';

const HD = { w: 1920, h: 1080 };
const box = (x: number, y: number, w: number, h: number): Box => ({ x, y, w, h, rot: 0 });
const near = (others: readonly Box[], more: Partial<Surroundings> = {}) => snappingOf({ others, page: HD, safe: 0, guides: { x: [], y: [] }, grid: null, ...more });

describe('the nearest line', () => {
  test('is the one that a search through all of them finds', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 40 }), fc.integer({ min: -600, max: 600 }), fc.integer({ min: 0, max: 60 }), (places, at, reach) => {
      const lines: Line[] = [...places].sort((one, other) => one - other).map((place) => ({ at: place, from: 0, to: 1, kind: 'block', middle: false }));
      const distances = places.map((place) => Math.abs(place - at)).filter((distance) => distance <= reach);
      const found = nearest(lines, at, reach);
      expect(found === null ? null : Math.abs(found)).toBe(distances.length === 0 ? null : Math.min(...distances));
    }));
  });
});

describe('moving', () => {
  test('never goes further than the reach', () => {
    const any = fc.record({ x: fc.integer({ min: 0, max: 1900 }), y: fc.integer({ min: 0, max: 1000 }), w: fc.integer({ min: 1, max: 400 }), h: fc.integer({ min: 1, max: 400 }), rot: fc.constant(0) });
    fc.assert(fc.property(fc.array(any, { maxLength: 20 }), any, fc.integer({ min: 1, max: 60 }), (others, moving, reach) => {
      const { x, y } = snapMove(near(others), moving, reach);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(reach);
    }));
  });

  test('an edge near another block goes to it, and a line says so', () => {
    const snapped = snapMove(near([box(100, 100, 200, 50)]), box(104, 400, 90, 50), 6);
    expect([snapped.x, snapped.y]).toEqual([-4, 0]);
    expect(snapped.hints).toEqual([{ kind: 'line', axis: 'x', at: 100, from: 100, to: 450, what: 'block', middle: false }]);
  });

  test('the middle of the page holds the middle of a block', () => {
    const snapped = snapMove(near([]), box(1920 / 2 - 50 + 3, 200, 100, 40), 6);
    expect(snapped.x).toBe(-3);
    expect(snapped.hints[0]).toMatchObject({ what: 'page', middle: true, at: 960 });
  });

  test('the safe zone and guides hold too', () => {
    expect(snapMove(near([], { safe: 0.05 }), box(93, 200, 100, 40), 6).x).toBe(3);
    expect(snapMove(near([], { guides: { x: [], y: [333] } }), box(500, 331, 100, 40), 6).y).toBe(2);
  });

  test('a block between two others finds the place with equal gaps, with the size of the gap on both sides', () => {
    const snapped = snapMove(near([box(100, 300, 100, 100), box(601, 300, 100, 100)]), box(353, 310, 100, 70), 6);
    expect(snapped.x).toBe(-2.5);
    expect(snapped.hints.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', axis: 'x', at: 350, from: 200, to: 350.5 }, { kind: 'gap', axis: 'x', at: 350, from: 450.5, to: 601 },
    ]);
  });

  test('a third in a row keeps the gap of the first two', () => {
    const snapped = snapMove(near([box(800, 100, 60, 100), box(800, 230, 60, 100)]), box(801, 357, 58, 100), 6);
    expect(snapped.y).toBe(3);
    expect(snapped.hints.filter(({ kind }) => kind === 'gap').map((gap) => ({ from: gap.from, to: gap.to }))).toEqual([{ from: 200, to: 230 }, { from: 330, to: 360 }]);
  });

  test('a grid holds where nothing else does', () => {
    expect(snapMove(near([], { grid: 20 }), box(447, 293, 33, 33), 6)).toMatchObject({ x: -7, y: 7 });
  });
});

describe('resizing', () => {
  test('only the pulled side is held', () => {
    const snapped = snapSides(near([box(500, 0, 100, 50)]), box(102, 300, 396, 40), { x: 1, y: 0 }, 6);
    expect([snapped.x, snapped.y]).toEqual([2, 0]);
    expect(snapSides(near([box(500, 0, 100, 50)]), box(498, 300, 90, 40), { x: 1, y: 0 }, 6)).toMatchObject({ x: 0 });
  });
});
