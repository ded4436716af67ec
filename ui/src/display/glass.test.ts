import { describe, expect, test } from 'vitest';
import { USUAL_SETTINGS, parseSettings } from '../api/screen-settings';
import { lay, turned } from './glass';
import { light, minuteOf } from './light';

const HD = { w: 1920, h: 1080 };

describe('where the picture lies', () => {
  const how = (fit: 'contain' | 'cover' | 'actual', x = 0, y = 0) => ({ fit, x, y });

  test('all of it, as large as fits', () => {
    expect(lay(HD, { w: 1000, h: 1000 }, how('contain'), 1)).toEqual({ scale: 1000 / 1920, x: 0, y: Math.round((1000 - 562.5) / 2) });
  });

  test('over all of the glass', () => {
    expect(lay(HD, { w: 1080, h: 1080 }, how('cover'), 1)).toEqual({ scale: 1, x: -420, y: 0 });
  });

  test('pixel by pixel from the corner, on a glass of high density too', () => {
    expect(lay({ w: 512, h: 128 }, { w: 960, h: 540 }, how('actual', 64, 32), 2)).toEqual({ scale: 0.5, x: 32, y: 16 });
  });

  test.each([
    [0, HD, ''],
    [90, { w: 1080, h: 1920 }, 'translate(1920px, 0) rotate(90deg)'],
    [180, HD, 'translate(1920px, 1080px) rotate(180deg)'],
    [270, { w: 1080, h: 1920 }, 'translate(0, 1080px) rotate(270deg)'],
  ] as const)('turned by %i', (rotation, room, transform) => {
    expect(turned(HD, rotation)).toEqual({ room, transform });
  });
});

describe('how bright it is', () => {
  const night = { ...USUAL_SETTINGS, brightness: 90, night: { start: 22 * 60, until: 6 * 60, brightness: 40 } };

  test.each([['21:59:59', 0.9], ['22:00:00', 0.4], ['00:30:00', 0.4], ['05:59:00', 0.4], ['06:00:00', 0.9]])('at %s', (time, wanted) => {
    expect(light(night, minuteOf(time))).toBe(wanted);
  });

  test('a nap at noon', () => {
    const nap = { ...night, night: { start: 720, until: 780, brightness: 20 } };
    expect([light(nap, 719), light(nap, 720), light(nap, 780)]).toEqual([0.9, 0.2, 0.9]);
  });
});

test('what the hub leaves out is as usual', () => {
  expect(parseSettings(undefined)).toEqual(USUAL_SETTINGS);
  expect(parseSettings({})).toEqual(USUAL_SETTINGS);
  expect(parseSettings({ rotation: 45, fit: 'stretch', night: { start: 'noon' } })).toEqual({ ...USUAL_SETTINGS, night: { start: 1320, until: 360, brightness: 40 } });
  expect(parseSettings({ fit: 'actual', x: -3, races: [4, 'x'], burn_in_guard: false, night: { start: '21:30', until: '05:00', brightness: 10 } })).toEqual({
    ...USUAL_SETTINGS, fit: 'actual', x: -3, races: ['4', 'x'], burnInGuard: false, night: { start: 1290, until: 300, brightness: 10 },
  });
});
