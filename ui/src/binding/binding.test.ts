import { describe, expect, test } from 'vitest';
import { type Condition, type Format, PATHS, type Part } from '../document/schema';
import { holds } from './condition';
import { fitText } from './fit';
import { format } from './format';
import { textOf } from './parts';
import { kindOf, usualFormat } from './paths';
import { SAMPLE_NOW, SAMPLE_ROWS, sampleValues } from './sample';
import { keyOf, over, read } from './values';

const EN = { locale: 'en', zone: 'Europe/Amsterdam' };
/** What the hub's own formatter is held against too. */
const WRITTEN = Object.values(import.meta.glob<{ ms: number; decimals: number; text: string }[]>('../../../tests/race/durations.json', { import: 'default', eager: true })).flat();
const NOW = SAMPLE_NOW;

describe('values', () => {
  test('every path that a document may name is known of some sample runner', () => {
    for (const path of Object.keys(PATHS)) {
      if (kindOf(path as keyof typeof PATHS) === 'image') continue;
      const found = SAMPLE_ROWS.map((_, at) => read(sampleValues(at), path, NOW)).filter((value) => value !== null);
      expect(found, path).not.toEqual([]);
    }
  });

  test('the kind of every path is the one of the hub', () => {
    for (const [path, kind] of Object.entries(PATHS)) expect([path, kindOf(path as keyof typeof PATHS)]).toEqual([path, kind]);
  });

  test('what is not told is unknown, also what every object has', () => {
    for (const path of ['runner.constructor', 'runner.__proto__', 'toString', 'runner.name.length', 'runner.none.deeper']) expect(read(sampleValues(), path, NOW)).toBeNull();
  });

  test('clocks come from the race and the hour', () => {
    const values = { race: { gun_time: NOW - 1500, start_time: NOW + 2500 } };
    expect(['clock.time', 'clock.gun', 'clock.countdown'].map((path) => read(values, path, NOW))).toEqual([NOW, 1500, 2500]);
    expect(read({}, 'clock.gun', NOW)).toBeNull();
    expect(read(values, 'clock.countdown', NOW + 9999)).toBe(0);
  });

  test('a row has its own runner and what the page says of the race', () => {
    const whole = over({ runner: { bib: '1' }, race: { name: 'Half', gun_time: 5 } }, { runner: { name: 'Ana' }, race: { name: '10K' } });
    expect(whole).toMatchObject({ runner: { name: 'Ana' }, race: { name: '10K', gun_time: 5 } });
    expect(read(whole, 'runner.bib', NOW)).toBeNull();
    expect(keyOf(whole)).toBe('Ana');
  });
});

describe('formats', () => {
  const shown = (value: string | number | boolean | null, fmt: Format, locale = 'en'): string => format(value, fmt, { ...EN, locale });

  test.each([
    [1_191_100, '19:52'], [45_000, '45'], [44_001, '45'], [3_600_000, '1:00:00'], [36_021_100, '10:00:22'], [59_999.7, '1:00'], [0, '0'], [60_000, '1:00'], [1191_000.0000004, '19:51'],
  ])('a duration of %s ms is written %s', (ms, text) => { expect(shown(ms, { as: 'duration' })).toBe(text); });

  test.each(WRITTEN.filter(({ decimals }) => decimals === 0))('a duration of $ms ms is the same here and on paper', ({ ms, text }) => {
    expect(shown(ms, { as: 'duration' })).toBe(text);
  });

  test('a duration follows its pattern', () => {
    const all = ['h:mm:ss', 'h:mm:ss.S', 'h:mm:ss.SS', 'm:ss'] as const;
    expect(all.map((pattern) => shown(3_725_678, { as: 'duration', pattern }))).toEqual(['1:02:06', '1:02:05.7', '1:02:05.68', '62:06']);
    expect((['floor', 'ceil', 'nearest'] as const).map((round) => shown(1_400, { as: 'duration', round }))).toEqual(['1', '2', '1']);
    expect(shown(5_000, { as: 'duration', pattern: 'h:mm:ss' })).toBe('0:00:05');
    expect(shown(-61_000, { as: 'duration' })).toBe('−1:01');
    expect(shown(61_000, { as: 'duration' }, 'ar-EG')).toBe('١:٠١');
  });

  test.each([
    ['en', [1, 2, 3, 4, 11, 22, 103], '1st 2nd 3rd 4th 11th 22nd 103rd'], ['de', [1, 12], '1. 12.'], ['fr', [1, 2], '1er 2e'], ['nl', [3], '3e'], ['es', [3], '3.º'], ['ja', [3], '3'],
  ] as const)('places in %s', (locale, numbers, text) => { expect(numbers.map((each) => shown(each, { as: 'ordinal' }, locale)).join(' ')).toBe(text); });

  test('numbers, with their decimals and zeros', () => {
    expect(shown(12345.678, { as: 'number' })).toBe('12,345.678');
    expect(shown(12345.678, { as: 'number', digits: 1 }, 'de')).toBe('12.345,7');
    expect(shown(7, { as: 'number', pad: 3 })).toBe('007');
    expect(shown('42', { as: 'number' })).toBe('42');
  });

  test('the time of day is the race’s, or the screen’s', () => {
    expect(shown(NOW, { as: 'time', style: 'short' }, 'de')).toBe('14:00');
    expect(shown(NOW, { as: 'time' }, 'de')).toBe('14:00:00');
    expect(shown(NOW, { as: 'time', style: 'short' })).toBe('14:00');
    expect(shown(NOW, { as: 'time', style: 'short' }, 'en-US')).toMatch(/^2:00\sPM$/);
    expect(format(NOW, { as: 'time' }, { locale: 'de', zone: 'Nowhere/Land' })).toMatch(/^\d+:\d\d:00/);
    expect(format(NOW, { as: 'time' }, { locale: '??', zone: 'UTC' })).not.toBe('');
  });

  test('pace by kilometre and mile, and as speed', () => {
    expect((['min/km', 'min/mi', 'km/h', 'mph'] as const).map((unit) => shown(300_000, { as: 'pace', unit }))).toEqual(['5:00 min/km', '8:03 min/mi', '12.0 km/h', '7.5 mph']);
  });

  test('countries by name, code and flag; what is no code stands as it came', () => {
    expect((['name', 'code', 'flag'] as const).map((show) => shown('nl', { as: 'country', show }))).toEqual(['Netherlands', 'NL', '🇳🇱']);
    expect(shown('de', { as: 'country' }, 'de')).toBe('Deutschland');
    expect(shown('Narnia', { as: 'country' })).toBe('NARNIA');
  });

  test('letters in the case of their language, and not too many', () => {
    expect(shown('istanbul', { as: 'text', case: 'upper' }, 'tr')).toBe('İSTANBUL');
    expect(shown('ANNA-lena o’brien', { as: 'text', case: 'title' })).toBe('Anna-Lena O’Brien');
    expect(shown('Bartholomew', { as: 'text', max: 6 })).toBe('Barth…');
    expect(shown('👩‍🚀🏃', { as: 'text', max: 50 })).toBe('👩‍🚀🏃');
  });

  test('nothing is written for nothing, and text of others as it came', () => {
    expect([shown(null, { as: 'duration' }), shown('', { as: 'number' }), shown(false, { as: 'text' })]).toEqual(['', '', '']);
    expect(shown('0:19:52', { as: 'duration' })).toBe('0:19:52');
  });

  test('every kind of path has a usual format', () => {
    expect(usualFormat('runner.pace_mile')).toEqual({ as: 'pace', unit: 'min/mi' });
    expect(usualFormat('var.sponsor')).toEqual({ as: 'text' });
  });
});

describe('parts', () => {
  const place: Part[] = [{ get: 'runner.rank.overall', before: 'Place ', after: '!', else: '…' }];

  test('what stands round a value goes with it', () => {
    expect(textOf(place, { runner: { rank: { overall: 3 } } }, NOW, EN)).toBe('Place 3!');
    expect(textOf(place, { runner: {} }, NOW, EN)).toBe('…');
  });

  test('numbers count up by their part', () => {
    expect(textOf([{ get: 'runner.net_time' }], { runner: { net_time: 100_000 } }, NOW, EN, 0.5)).toBe('50');
  });
});

describe('conditions', () => {
  const values = { runner: { bib: '12', name: 'Ana', team: '', age: 34, rank: { overall: 2 } } };
  const about = (get: 'runner.bib' | 'runner.age' | 'runner.team' | 'runner.name' | 'runner.city', op: NonNullable<Condition['op']>, value?: Condition['value']): Condition => (value === undefined ? { get, op } : { get, op, value });

  test.each([
    [about('runner.bib', '=', 12), true], [about('runner.bib', '<', 9), false], [about('runner.age', '>=', 34), true], [about('runner.age', '<=', '33'), false], [about('runner.age', '>', 33), true],
    [about('runner.name', '!=', 'ana'), false], [about('runner.name', 'in', ['Bob', 'Ana']), true], [about('runner.name', 'contains', 'N'), true],
    [about('runner.team', 'empty'), true], [about('runner.city', 'filled'), false], [about('runner.city', '<', 5), false],
    [{ all: [about('runner.bib', '=', '12'), { not: about('runner.team', 'filled') }] }, true], [{ any: [about('runner.age', '<', 1), about('runner.age', '>', 1)] }, true], [{ any: [] }, false], [{}, false],
  ] as const)('%j is %s', (cond, holding) => { expect(holds(cond, values, NOW)).toBe(holding); });

  test('no condition always holds', () => { expect(holds(undefined, {}, NOW)).toBe(true); });
});

describe('fitting', () => {
  const wide = (text: string): number => text.length * 50;
  const room = { w: 401, h: 200, size: 100, lh: 1 };

  test('what fits keeps its size', () => { expect(fitText('Ana', { ...room, fit: {} }, wide)).toMatchObject({ size: 100, lines: 1 }); });
  test('what is too wide shrinks in one step', () => { expect(fitText('Ana Souza Li', { ...room, fit: { min: 0.3 } }, wide).size).toBe(66.6); });
  test('below the floor it breaks where that is allowed', () => {
    expect(fitText('Bartholomew Featherstonehaugh', { ...room, fit: { min: 0.4, lines: 2 } }, wide)).toMatchObject({ text: 'Bartholomew\nFeatherstonehaugh', lines: 2 });
    expect(fitText('Bartholomew Featherstonehaugh', { ...room, fit: { min: 0.5 } }, wide)).toMatchObject({ size: 50, lines: 1 });
  });
  test('words are broken first, where it says so', () => { expect(fitText('Go Mom, you are', { ...room, fit: { mode: 'wrap' } }, wide)).toEqual({ text: 'Go Mom,\nyou are', size: 100, lines: 2, width: 350 }); });
  test('scripts without spaces break between letters', () => { expect(fitText('北海道ランニングクラブ', { ...room, fit: { mode: 'wrap', min: 0.9 } }, wide).lines).toBe(2); });
  test('what has an end keeps its size', () => {
    for (const mode of ['ellipsis', 'clip', 'marquee'] as const) expect(fitText('Ana Souza Li', { ...room, fit: { mode } }, wide)).toMatchObject({ size: 100, width: 600 });
  });
});

