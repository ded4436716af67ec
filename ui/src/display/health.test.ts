import { expect, test } from 'vitest';
import { Painted, expose } from './health';

test('a crossing counts as painted with the frame after the one that drew it', () => {
  const painted = new Painted();
  painted.begin(1000);
  painted.commit(7, [{ version: 7, key: 'a' }]);
  expect(painted.paints()).toEqual([]);
  painted.begin(1016);
  expect(painted.paints()).toEqual([{ version: 7, key: 'a', at: 1016 }]);
  expect(painted.lastVersion).toBe(7);
});

test('the log of a day is bounded', () => {
  const painted = new Painted();
  for (let i = 0; i < 5000; i += 1) {
    painted.begin(i);
    painted.commit(i, [{ version: i, key: String(i) }]);
  }
  expect(painted.paints().length).toBeLessThanOrEqual(500);
  expect(painted.shown).toBe(5000);
});

test('the view in the window can be read and not written', () => {
  const owner: { __display?: { version: number } } = {};
  const health = {
    version: 7, shown: 0, connected: true, dataAgeMs: 3, lastPaintedVersion: 7, paints: [], visible: [],
    page: 'rest', frames: 1,
  };
  expose(owner, () => ({ ...health }));
  expect(owner.__display?.version).toBe(7);
  expect(() => { (owner.__display as { version: number }).version = 8; }).toThrow(TypeError);
});
