import { expect, test } from 'vitest';
import type { Finisher } from './board';
import type { Picture } from './picture';
import { Plays } from './plays';
import { NOON, runner } from './sample';
import { wordsOf } from './words';

const REST: Picture = {
  page: { kind: 'rest', recent: [], words: '' }, cover: null, message: '', title: '', session: '', clock: '',
  honesty: { kind: 'connecting' }, ticker: [], mode: 'results', cheer: () => '', words: wordsOf('en'),
};

function finisher(number: number, timed = true): Finisher {
  const passing = runner(number, { received: NOON });
  return { key: `1/${passing.key}`, who: String(number), passing, timed };
}

function showing(...people: readonly Finisher[]): Picture {
  const cells = people.map((arrival) => ({ arrival, since: 0 }));
  return { ...REST, page: { kind: 'runners', scene: { mode: 'group', cells, waiting: 0 } } };
}

test('a runner is proved from the first painted frame to the last, with the time from the read', () => {
  const plays = new Plays();
  plays.painted(showing(finisher(1)), [finisher(1)], NOON + 80);
  plays.painted(showing(finisher(1)), [], NOON + 500);
  expect(plays.take()).toEqual([]);
  plays.painted(REST, [], NOON + 5080);
  expect(plays.take()).toEqual([
    { kind: 'runner', session: 1, passing: '1:1:1', at: NOON + 80, until: NOON + 5080, latency_ms: 80 },
  ]);
  expect(plays.latency()).toEqual({ count: 1, p50: 80, max: 80 });
  expect(plays.latency().count).toBe(0);
});

test('who was read before anybody looked says nothing of our speed', () => {
  const plays = new Plays();
  plays.painted(showing(finisher(1, false)), [finisher(1, false)], NOON + 9000);
  expect(plays.latency().count).toBe(0);
});

test('who stands under an emergency, or on a dark screen, is not seen', () => {
  const plays = new Plays();
  const people = showing(finisher(1));
  plays.painted(people, [], NOON);
  plays.painted({ ...people, cover: { kind: 'emergency', text: 'Stop' } }, [], NOON + 1000);
  plays.painted({ ...people, cover: { kind: 'blank' } }, [], NOON + 2000);
  plays.painted(people, [], NOON + 3000);
  expect(plays.take().map(({ kind, at, until, words }) => [kind, at - NOON, (until ?? 0) - NOON, words ?? ''])).toEqual([
    ['runner', 0, 1000, ''], ['emergency', 1000, 2000, 'Stop'], ['blank', 2000, 3000, ''],
  ]);
});

test('a message is proved beside the runners whom it does not hide', () => {
  const plays = new Plays();
  plays.painted({ ...showing(finisher(1)), message: 'Prizes' }, [], NOON);
  plays.endAll(NOON + 10);
  expect(plays.take().map(({ kind }) => kind).sort()).toEqual(['message', 'runner']);
});

test('what a hub that was away did not hear is told later, within bounds', () => {
  const plays = new Plays();
  for (let i = 0; i < 5000; i += 1) plays.painted(i % 2 === 0 ? REST : showing(finisher(i)), [], NOON + i);
  const first = plays.take();
  expect(first).toHaveLength(400);
  plays.giveBack(first);
  expect(plays.take()).toEqual(first);
  let left = 0;
  for (let plan = plays.take(); plan.length > 0; plan = plays.take()) left += plan.length;
  expect(left).toBeLessThanOrEqual(2000);
});
