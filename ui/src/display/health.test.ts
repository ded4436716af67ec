import { expect, test } from 'vitest';
import { Painted, expose } from './health';

test('a crossing counts as painted with the frame after the one that drew it', () => {
  const painted = new Painted();
  painted.begin(1000, 0);
  painted.commit('e1:1.7', [{ version: 7, key: 'a' }]);
  expect(painted.paints()).toEqual([]);
  painted.begin(1016, 16);
  expect(painted.paints()).toEqual([{ version: 7, key: 'a', at: 1016 }]);
  expect(painted.lastVersion).toBe('e1:1.7');
});

test('the log of a day is bounded', () => {
  const painted = new Painted();
  for (let i = 0; i < 5000; i += 1) {
    painted.begin(i, i);
    painted.commit('', [{ version: i, key: String(i) }]);
  }
  expect(painted.paints().length).toBeLessThanOrEqual(500);
  expect(painted.shown).toBe(5000);
});

test('the view in the window can be read and not written', () => {
  const owner: { __display?: { version: string } } = {};
  const health = {
    version: 'e1:1.7', shown: 0, connected: true, dataAgeMs: 3, lastPaintedVersion: '', paints: [], visible: [],
    page: 'rest', frames: 1, firstDataMs: null, template: null, screen: 7,
  };
  expose(owner, () => ({ ...health }));
  expect(owner.__display?.version).toBe('e1:1.7');
  expect(() => { (owner.__display as { version: string }).version = ''; }).toThrow(TypeError);
});

test('the time to the first picture with data ends with the frame after the one that drew them', () => {
  const painted = new Painted();
  painted.begin(0, 100);
  painted.commit('', []);
  painted.told();
  painted.begin(0, 116);
  painted.commit('', []);
  expect(painted.firstDataMs).toBeNull();
  painted.begin(0, 132);
  painted.begin(0, 148);
  expect(painted.firstDataMs).toBe(132);
});
