import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guidesAfter } from './guide';
import { stepAt, ticksOf } from './ruler';

describe('a ruler', () => {
  test('writes round figures, far enough from each other to be read and near enough to be used', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 4, noNaN: true }), (zoom) => {
      const step = stepAt(zoom);
      expect([1, 2, 5]).toContain(step / 10 ** Math.floor(Math.log10(step)));
      expect(step * zoom).toBeGreaterThanOrEqual(64 - 1e-9);
      expect(step * zoom).toBeLessThanOrEqual(64 * 2.5 + 1e-9);
    }));
  });

  test('has a tick at every whole part, from the first that is seen to the last', () => {
    const ticks = ticksOf(1, -25, 211);
    expect(ticks.filter(({ kind }) => kind === 'written').map(({ at }) => at)).toEqual([0, 100, 200]);
    expect(ticks.filter(({ kind }) => kind === 'long').map(({ at }) => at)).toEqual([50, 150]);
    expect([ticks[0]?.at, ticks.at(-1)?.at]).toEqual([-20, 210]);
  });

  test('knows nothing between two pixels', () => {
    for (const { at } of ticksOf(4, 0, 300)) expect(Number.isInteger(at)).toBe(true);
  });
});

describe('a guide', () => {
  const guides = { x: [100, 480], y: [540] };
  test('comes, goes elsewhere, and goes away', () => {
    expect(guidesAfter(guides, { axis: 'y', from: null, at: 20 })).toEqual({ x: [100, 480], y: [540, 20] });
    expect(guidesAfter(guides, { axis: 'x', from: 100, at: 300 })).toEqual({ x: [480, 300], y: [540] });
    expect(guidesAfter(guides, { axis: 'x', from: 100, at: null })).toEqual({ x: [480], y: [540] });
  });
  test('that is laid on another is that one', () => {
    expect(guidesAfter(guides, { axis: 'x', from: 100, at: 480 })).toEqual({ x: [480], y: [540] });
  });
});
