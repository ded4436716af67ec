import { describe, expect, test } from 'vitest';
import { DESIGN, drift, place } from './fit';
import { FIELD, type Rect, cells } from './grid';
import { Pool } from './pool';
import { fitSize } from './text';

describe('fit', () => {
  test.each([
    [1920, 1080, 'landscape', 1, 0, 0],
    [3840, 2160, 'landscape', 2, 0, 0],
    [1024, 768, 'landscape', 1024 / 1920, 0, 96],
    [1080, 1920, 'portrait', 1, 0, 0],
    [390, 844, 'portrait', 390 / 1080, 0, 75],
    [2560, 720, 'landscape', 720 / 1080, 640, 0],
  ] as const)('a window of %i × %i', (w, h, shape, scale, x, y) => {
    expect(place({ w, h })).toEqual({ shape, scale, x, y });
  });

  test('the burn-in guard starts at the centre, stays within 4 px and never jumps', () => {
    const walk = Array.from({ length: 200 }, (_, i) => drift(i * 180_000));
    expect(walk[0]).toEqual({ x: 0, y: 0 });
    expect(new Set(walk.map((each) => `${String(each.x)} ${String(each.y)}`)).size).toBe(25);
    walk.forEach((each, i) => {
      const before = walk[i - 1] ?? each;
      expect(Math.abs(each.x - before.x) + Math.abs(each.y - before.y)).toBeLessThanOrEqual(2);
      expect(Math.max(Math.abs(each.x), Math.abs(each.y))).toBeLessThanOrEqual(4);
    });
  });
});

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe.each(['landscape', 'portrait'] as const)('the grid of a %s stage', (shape) => {
  test.each([1, 2, 3, 4, 6, 8, 12, 16])('has %i places inside the field that do not touch', (size) => {
    const places = cells(shape, size);
    const field = FIELD[shape];
    expect(places).toHaveLength(size);
    places.forEach((one, i) => {
      expect(one.x >= field.x && one.y >= field.y).toBe(true);
      expect(one.x + one.w <= field.x + field.w && one.y + one.h <= field.y + field.h + 1).toBe(true);
      expect(places.slice(i + 1).some((other) => overlap(one, other))).toBe(false);
    });
  });

  test('the field lies inside the design', () => {
    const field = FIELD[shape];
    expect(field.x + field.w).toBeLessThan(DESIGN[shape].w);
    expect(field.y + field.h).toBeLessThan(DESIGN[shape].h);
  });
});

describe('a name', () => {
  test('keeps its size when it fits and shrinks by one measurement when not', () => {
    expect(fitSize(100, 500, 400)).toBe(100);
    expect(fitSize(100, 500, 800)).toBe(62.5);
  });

  test('never shrinks below half, or what the place allows', () => {
    expect(fitSize(100, 500, 5000)).toBe(50);
    expect(fitSize(300, 500, 5000, 0.3)).toBe(90);
  });

  test('that cannot be measured keeps its size', () => {
    expect(fitSize(100, 500, 0)).toBe(100);
  });
});

test('the pool lends each element once and makes none', () => {
  const pool = new Pool(['x', 'y']);
  expect([pool.take('a'), pool.take('b'), pool.take('c')]).toEqual(['x', 'y', undefined]);
  expect(pool.giveBack(new Set(['b']))).toEqual(['x']);
  expect(pool.get('b')).toBe('y');
  expect(pool.take('c')).toBe('x');
});
