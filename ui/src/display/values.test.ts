import { describe, expect, test } from 'vitest';
import type { Passing } from '../api/messages';
import { type Values, listOf, read } from '../binding/values';
import { assignmentOf, runner } from './sample';
import type { Picture } from './picture';
import { type Scenery, ValuesOf } from './values';
import { wordsOf } from './words';

const GUN = 1_000_000;
const RESULT = {
  status: 'finished', point: 'Finish', kind: 'finish', gun_ms: 2_400_000, chip_ms: 2_390_000, penalty_ms: 30_000, ranked_ms: 2_430_000, distance_m: 10_000,
  start: GUN + 10_000, gun: GUN, overall: 12, sex: 5, division: 2,
};
const EVENT = { name: 'Canal Run', date: '2026-06-21', races: [{ id: '3', name: '10K', distanceM: 10_000, startAt: 500_000 }, { id: '4', name: '5K', distanceM: 5000, startAt: 900_000 }] };

function picture(mode: Picture['mode'] = 'results'): Picture {
  return {
    page: { kind: 'rest', recent: [], words: '' }, cover: null, message: '', title: 'Canal Run', session: 'Desk 1', clock: '', honesty: { kind: 'connecting' },
    ticker: [], mode, cheer: () => '', words: wordsOf('en'),
  };
}

function scenery(more: Partial<Scenery> = {}): Scenery {
  return { picture: picture(), assignment: assignmentOf({ event: EVENT }), recent: [], feeds: new Map(), count: 1, age: null, ...more };
}

function shownOf(of: ValuesOf, passing: Passing, more: Partial<Scenery> = {}): Values {
  const scene = scenery(more);
  return of.shown(of.page(scene), scene, [passing]);
}

function told(values: Values, ...paths: readonly string[]): unknown[] {
  return paths.map((path) => read(values, path, 0));
}

describe('a runner', () => {
  test('has times and places as soon as they are known, and is the same runner', () => {
    const of = new ValuesOf();
    const before = shownOf(of, runner(1, { version: 4 }));
    expect(told(before, 'runner.net_time', 'runner.rank.overall', 'runner.status')).toEqual([null, null, null]);
    const after = shownOf(of, runner(1, { version: 9, result: RESULT }));
    expect(told(after, 'runner.net_time', 'runner.chip_time', 'runner.gun_time', 'runner.gross_time', 'runner.finish_time')).toEqual([2_390_000, 2_390_000, 2_400_000, 2_400_000, 2_430_000]);
    expect(told(after, 'runner.penalties', 'runner.time_with_penalty', 'runner.gun_time_with_penalty')).toEqual([30_000, 2_420_000, 2_430_000]);
    expect(told(after, 'runner.pace', 'runner.gun_pace', 'runner.status', 'runner.start_time')).toEqual([239_000, 240_000, 'finished', GUN + 10_000]);
    expect(told(after, 'runner.rank.overall', 'runner.rank.division', 'runner.rank.gender', 'race.gun_time')).toEqual([12, 2, 5, GUN]);
    expect([after['key'], after['turn']]).toEqual([before['key'], before['turn']]);
  });

  test('of a race that has not begun has none, whatever the hub tells', () => {
    const values = shownOf(new ValuesOf(), runner(1, { result: RESULT }), { picture: picture('pre_race') });
    expect(told(values, 'runner.net_time', 'runner.rank.overall', 'runner.status')).toEqual([null, null, null]);
  });

  test.each([
    [{ status: 'on_course', kind: 'split', chip_ms: 1000, overall: 3 }, ['on course', 1000, 3, null]],
    [{ status: 'dq', kind: 'finish' }, ['DQ', null, null, null]],
    [{ status: 'started', kind: 'start', chip_ms: 0, start: GUN }, ['started', null, null, GUN]],
  ])('whose result is %j shows that', (result, expected) => {
    const values = shownOf(new ValuesOf(), runner(1, { result }));
    expect(told(values, 'runner.status', 'runner.net_time', 'runner.rank.overall', 'runner.start_time')).toEqual(expected);
  });
});

describe('live queries', () => {
  const feeds = new Map([
    ['standings', [runner(1, { raceId: '4', race: '5K', result: RESULT })]],
    ['standings|sex=F', [runner(2, { result: RESULT })]],
    ['starts', [runner(8, { raceId: '3', result: { gun: GUN } }), runner(9, { raceId: '4', result: { gun: GUN + 5 } })]],
  ]);

  test('are lists by what was asked for', () => {
    const values = new ValuesOf().page(scenery({ feeds }));
    expect(listOf(values, 'standings', 'standings').map((row) => row && read(row, 'runner.bib', 0))).toEqual(['1']);
    expect(listOf(values, 'standings|sex=F', 'standings').map((row) => row && read(row, 'runner.bib', 0))).toEqual(['2']);
    expect(listOf(values, 'standings|sex=M', 'standings')).toEqual([]);
  });

  test('tell the page which race it is about, and when that was started', () => {
    const of = new ValuesOf();
    expect(told(of.page(scenery({ feeds })), 'race.name', 'race.gun_time', 'race.start_time')).toEqual(['5K', GUN + 5, 900_000]);
    const alone = new Map([['starts', feeds.get('starts') ?? []]]);
    const own = scenery({ feeds: alone, assignment: assignmentOf({ event: EVENT, raceIds: ['3'] }) });
    expect(told(of.page(own), 'race.gun_time', 'race.start_time')).toEqual([GUN, 500_000]);
    expect(told(shownOf(of, runner(5, { raceId: '4' }), { feeds: alone }), 'race.gun_time')).toEqual([GUN + 5]);
  });
});
