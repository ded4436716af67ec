import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HANDLES, type Box } from './geometry';
import { begunMarquee, begunMove, begunResize, begunRotate, drawn, FINGER, kept, strayed, type Item, type Keys, type Scene } from './gestures';

const box = (x: number, y: number, w: number, h: number, rot = 0): Box => ({ x, y, w, h, rot });
const item = (id: string, at: Box, within: readonly Item[] = []): Item => ({ id, box: at, within });
const NONE: Keys = { shift: false, alt: false, mod: false };
const FREE: Keys = { ...NONE, alt: true };
const MOD: Keys = { ...NONE, mod: true };
const scene = (...items: Item[]): Scene => ({ items, page: { w: 1920, h: 1080 }, safe: 0, guides: { x: [], y: [] }, grid: null });
const ZOOMS = [0.1, 0.25, 0.5, 1, 2, 4];

describe('a click', () => {
  test('that trembles by three pixels of the screen is no gesture, at any zoom', () => {
    fc.assert(fc.property(fc.constantFrom(...ZOOMS), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), (zoom, x, y) => {
      expect(strayed({ x: 100, y: 100 }, { x: 100 + x / zoom, y: 100 + y / zoom }, zoom)).toBe(false);
    }));
  });
  test('of a finger may roll by eight', () => {
    expect(strayed({ x: 0, y: 0 }, { x: 4, y: 6 }, 1, FINGER)).toBe(false);
    expect(strayed({ x: 0, y: 0 }, { x: 9, y: 0 }, 1, FINGER)).toBe(true);
  });
  test('becomes one beyond that', () => {
    for (const zoom of ZOOMS) expect(strayed({ x: 0, y: 0 }, { x: 4 / zoom, y: 0 }, zoom)).toBe(true);
  });
});

describe('moving', () => {
  test('by so many document pixels is exact at every zoom', () => {
    fc.assert(fc.property(fc.constantFrom(...ZOOMS), fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (zoom, x, y) => {
      const a = item('a', box(400, 300, 200, 100));
      const gesture = begunMove(scene(a), ['a'], { x: 410, y: 310 });
      expect(kept(drawn(gesture, { x: 410 + x, y: 310 + y }, FREE, zoom)).get('a')).toEqual(box(400 + x, 300 + y, 200, 100));
    }));
  });

  test('takes all that are chosen, and keeps them as they lie', () => {
    const all = [item('a', box(0, 0, 50, 50)), item('b', box(301, 207, 50, 50, 30)), item('c', box(900, 900, 10, 10))];
    const shown = drawn(begunMove(scene(...all), ['a', 'b'], { x: 0, y: 0 }), { x: 13, y: -7 }, FREE, 1);
    expect([...shown.boxes.keys()]).toEqual(['a', 'b']);
    expect(shown.boxes.get('b')).toEqual(box(314, 200, 50, 50, 30));
  });

  test('holds to the middle of the page within six pixels of the screen', () => {
    const gesture = (zoom: number, off: number) => drawn(begunMove(scene(item('a', box(0, 490, 100, 100))), ['a'], { x: 0, y: 0 }), { x: 910 + off / zoom, y: 0 }, NONE, zoom);
    for (const zoom of ZOOMS.filter((one) => one >= 0.25)) {
      expect(kept(gesture(zoom, 5)).get('a')?.x).toBe(910);
      expect(kept(gesture(zoom, 8)).get('a')?.x).not.toBe(910);
    }
  });

  test('with Shift keeps to one direction', () => {
    const shown = drawn(begunMove(scene(item('a', box(500, 500, 10, 10))), ['a'], { x: 0, y: 0 }), { x: 80, y: 30 }, { ...FREE, shift: true }, 1);
    expect(shown.boxes.get('a')).toEqual(box(580, 500, 10, 10));
  });
});

describe('resizing', () => {
  test('gives whole pixels, whatever the zoom', () => {
    fc.assert(fc.property(fc.constantFrom(...ZOOMS), fc.constantFrom(...Object.values(HANDLES)), fc.double({ min: -300, max: 300, noNaN: true }), (zoom, handle, by) => {
      const shown = drawn(begunResize(scene(item('a', box(100, 100, 333, 111))), ['a'], handle, { x: 0, y: 0 }), { x: by, y: by / 3 }, NONE, zoom);
      for (const figure of Object.values(kept(shown).get('a') ?? {})) expect(Number.isInteger(figure)).toBe(true);
    }));
  });

  test('takes several as one', () => {
    const all = [item('a', box(0, 0, 100, 100)), item('b', box(300, 100, 100, 100))];
    const shown = drawn(begunResize(scene(...all), ['a', 'b'], HANDLES.se, { x: 400, y: 200 }), { x: 800, y: 400 }, MOD, 1);
    expect(kept(shown).get('b')).toEqual(box(600, 200, 200, 200));
  });

  test('takes what a group holds with it', () => {
    const group = item('g', box(100, 100, 200, 100), [item('child', box(50, 50, 100, 50))]);
    const shown = drawn(begunResize(scene(group), ['g'], HANDLES.e, { x: 0, y: 0 }), { x: 200, y: 0 }, MOD, 1);
    expect(kept(shown).get('g')).toEqual(box(100, 100, 400, 100));
    expect(kept(shown).get('child')).toEqual(box(100, 50, 200, 50));
  });
});

describe('turning', () => {
  test('with Shift goes by fifteen degrees', () => {
    const gesture = begunRotate(scene(item('a', box(0, 0, 100, 100, 3))), ['a'], { x: 50, y: -20 });
    fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (angle) => {
      const rot = kept(drawn(gesture, { x: 50 + 90 * Math.sin(angle), y: 50 - 90 * Math.cos(angle) }, { ...NONE, shift: true }, 1)).get('a')?.rot ?? -1;
      expect(rot % 15).toBe(0);
    }));
  });

  test('a quarter turn of two about their middle', () => {
    const gesture = begunRotate(scene(item('a', box(0, 0, 100, 100)), item('b', box(200, 0, 100, 100))), ['a', 'b'], { x: 150, y: -50 });
    const after = kept(drawn(gesture, { x: 250, y: 50 }, NONE, 1));
    expect(after.get('a')).toEqual(box(100, -100, 100, 100, 90));
    expect(after.get('b')).toEqual(box(100, 100, 100, 100, 90));
  });
});

test('a marquee takes what it touches, and with Shift what was chosen already', () => {
  const all = scene(item('a', box(0, 0, 50, 50)), item('b', box(100, 100, 50, 50, 45)), item('c', box(900, 0, 10, 10)));
  const taken = (from: number, to: number, shift = false) => [...drawn(begunMarquee(all, new Set(['c']), { x: from, y: from }), { x: to, y: to }, { ...NONE, shift }, 1).selected ?? []];
  expect(taken(40, 130)).toEqual(['a', 'b']);
  expect(taken(60, 80)).toEqual([]);
  expect(taken(130, 60, true).sort()).toEqual(['b', 'c']);
  expect(taken(60, 95)).toEqual([]); // the corner of a turned block's upright box is not the block
});
