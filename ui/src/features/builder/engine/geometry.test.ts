import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HANDLES, boundsOf, boxInto, boxOutOf, centreOf, contains, cornersOf, frameOf, resized, scaledInto, turned, turnedAbout, whole, type Box, type HandleName } from './geometry';

const side = fc.integer({ min: 1, max: 16384 });
const place = fc.integer({ min: -20_000, max: 20_000 });
const angle = fc.integer({ min: 0, max: 3599 }).map((tenths) => tenths / 10);
const box: fc.Arbitrary<Box> = fc.record({ x: place, y: place, w: side, h: side, rot: angle });
const upright: fc.Arbitrary<Box> = fc.record({ x: place, y: place, w: side, h: side, rot: fc.constant(0) });
const point = fc.record({ x: place, y: place });
const handle = fc.constantFrom(...(Object.keys(HANDLES) as HandleName[]));

function close(one: number, other: number, by = 1e-6): void {
  expect(Math.abs(one - other)).toBeLessThanOrEqual(by * Math.max(1, Math.abs(one), Math.abs(other)));
}

/** Where a point of the box lies: −1 … 1 on both axes. */
function at(of: Box, x: number, y: number) {
  const middle = centreOf(of);
  return turnedAbout({ x: middle.x + (x * of.w) / 2, y: middle.y + (y * of.h) / 2 }, middle, of.rot);
}

describe('resizing', () => {
  test('the side opposite of the handle stays, turned or not, with the ratio kept or not', () => {
    fc.assert(fc.property(box, handle, point, fc.boolean(), (before, name, by, ratio) => {
      const after = resized(before, HANDLES[name], by, { ratio });
      const [x, y] = [-HANDLES[name].x, -HANDLES[name].y];
      close(at(before, x, y).x, at(after, x, y).x, 1e-5);
      close(at(before, x, y).y, at(after, x, y).y, 1e-5);
    }));
  });

  test('with Alt the middle stays', () => {
    fc.assert(fc.property(box, handle, point, fc.boolean(), (before, name, by, ratio) => {
      const after = resized(before, HANDLES[name], by, { ratio, centre: true });
      close(centreOf(before).x, centreOf(after).x, 1e-5);
      close(centreOf(before).y, centreOf(after).y, 1e-5);
    }));
  });

  test('no side falls below one pixel, and the ratio stays as it was', () => {
    fc.assert(fc.property(box, handle, point, fc.boolean(), (before, name, by, centre) => {
      const after = resized(before, HANDLES[name], by, { ratio: true, centre });
      expect(after.w).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(after.h).toBeGreaterThanOrEqual(1 - 1e-9);
      close(after.w / after.h, before.w / before.h);
    }));
  });

  test('the pulled corner follows the pointer', () => {
    fc.assert(fc.property(upright, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (before, x, y) => {
      const after = resized(before, HANDLES.se, { x, y });
      expect(after).toEqual({ ...before, w: before.w + x, h: before.h + y });
    }));
  });
});

describe('several together', () => {
  test('what is inside stays inside, at the same place of the whole', () => {
    fc.assert(fc.property(fc.array(upright, { minLength: 1, maxLength: 8 }), upright, (boxes, to) => {
      const from = boundsOf(boxes);
      const after = boundsOf(boxes.map((one) => scaledInto(one, from, { ...to, w: Math.max(to.w, from.w), h: Math.max(to.h, from.h) })));
      close(after.x, to.x, 1e-5);
      close(after.w, Math.max(to.w, from.w), 1e-5);
    }));
  });

  test('a whole turn brings everything back', () => {
    fc.assert(fc.property(box, point, angle, (before, about, by) => {
      const after = turned(turned(before, about, by), about, 360 - by);
      close(after.x, before.x, 1e-5);
      close(after.y, before.y, 1e-5);
      expect([0, 360].some((full) => Math.abs(Math.abs(after.rot - before.rot) - full) < 1e-6)).toBe(true);
    }));
  });
});

test('what a group holds comes out of it and goes back in', () => {
  fc.assert(fc.property(box, box, box, (outer, inner, child) => {
    const frame = frameOf(inner, frameOf(outer, { x: 0, y: 0, rot: 0 }));
    const back = boxInto(frame, boxOutOf(frame, child));
    close(back.x, child.x, 1e-5);
    close(back.y, child.y, 1e-5);
    expect([0, 360].some((full) => Math.abs(Math.abs(back.rot - child.rot) - full) < 1e-6)).toBe(true);
  }));
});

test('a child at the corner of a turned group lies at the corner of the group', () => {
  fc.assert(fc.property(box, (group) => {
    const frame = frameOf(group, { x: 0, y: 0, rot: 0 });
    const [corner] = cornersOf(boxOutOf(frame, { x: 0, y: 0, w: 5, h: 7, rot: 0 }));
    close(corner.x, cornersOf(group)[0].x, 1e-5);
    close(corner.y, cornersOf(group)[0].y, 1e-5);
  }));
});

test('bounds hold every corner, and the middle is inside', () => {
  fc.assert(fc.property(fc.array(box, { minLength: 1, maxLength: 6 }), (boxes) => {
    const bounds = boundsOf(boxes);
    for (const one of boxes) {
      expect(contains(one, centreOf(one))).toBe(true);
      for (const corner of cornersOf(one)) expect(contains({ ...bounds, x: bounds.x - 1e-6, y: bounds.y - 1e-6, w: bounds.w + 2e-6, h: bounds.h + 2e-6 }, corner)).toBe(true);
    }
  }));
});

test('what is kept is whole, has a side of one at least, and is the same when done twice', () => {
  const any = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(fc.property(any, any, fc.double({ min: 0, max: 1e4, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), angle, (x, y, w, h, rot) => {
    const kept = whole({ x, y, w, h, rot });
    for (const figure of [kept.x, kept.y, kept.w, kept.h]) { expect(Number.isInteger(figure)).toBe(true); expect(Object.is(figure, -0)).toBe(false); }
    expect(Math.min(kept.w, kept.h)).toBeGreaterThanOrEqual(1);
    expect(whole(kept).w).toBe(kept.w);
  }));
});

test('neighbours that touch still touch when they are whole', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 999, noNaN: true }), fc.double({ min: 2, max: 999, noNaN: true }), fc.double({ min: 2, max: 999, noNaN: true }), (x, first, second) => {
    const left = whole({ x, y: 0, w: first, h: 9, rot: 0 });
    const right = whole({ x: x + first, y: 0, w: second, h: 9, rot: 0 });
    expect(left.x + left.w).toBe(right.x);
  }));
});
