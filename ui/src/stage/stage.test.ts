import { describe, expect, test } from 'vitest';
import { drift, place } from './fit';
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
