import { describe, expect, test } from 'vitest';
import { readInfo } from '../api/display';
import type { Changes, Passing } from '../api/messages';
import { PLAY } from '../director/arrivals';
import { NOON, runner, snapshotOf } from './sample';
import { Show } from './show';

function changes(passings: readonly Passing[], now: number): Changes {
  return { kind: 'changes', version: 99, since: 0, now, passings, withdrawn: [] };
}

function begin(): Show {
  return new Show(PLAY, 'hidden', 0, () => NOON);
}

describe('resting', () => {
  test('a display that has heard nothing does not claim that nobody came', () => {
    const page = begin().frame(0).picture.page;
    expect(page).toEqual({ kind: 'rest', recent: [], words: '' });
  });

  test('before the first runner it says so, under the name of the event, with the time of the race', () => {
    const show = begin();
    show.found('found', readInfo('DEMO2345', { title: 'Canal Run', zone: 'Europe/Amsterdam' }));
    show.deliver(snapshotOf([]), 100);
    const { picture } = show.frame(4100);
    expect(picture.page).toEqual({ kind: 'rest', recent: [], words: 'Waiting for the first runner' });
    expect([picture.title, picture.session, picture.clock]).toEqual(['Canal Run', 'Sunday', '14:00:04']);
  });

  test('afterwards it lists who came last', () => {
    const show = begin();
    show.deliver(snapshotOf([runner(1, { received: NOON - 60_000 })]), 0);
    const { page } = show.frame(10).picture;
    expect(page.kind === 'rest' && page.recent.map((each) => each.key)).toEqual(['1:1:1']);
  });

  test('an event without a title takes the name of the session, and not twice', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    const { picture } = show.frame(10);
    expect([picture.title, picture.session]).toEqual(['Sunday', '']);
  });
});

describe('a runner', () => {
  test('is on the screen with the next frame and reported once as shown', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1, { received: NOON + 95 })], NOON + 100), 100);
    const first = show.frame(110);
    expect(first.picture.page.kind).toBe('runners');
    expect(first.shown.map((each) => each.key)).toEqual(['1:1:1']);
    expect(show.frame(126).shown).toEqual([]);
  });

  test('who comes too late for a card stands on the ticker and in the list', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1, { received: NOON - 30_000 })], NOON), 0);
    const { picture } = show.frame(10);
    expect(picture.ticker).toEqual(['Ana Souza 1']);
    expect(picture.page.kind === 'rest' && picture.page.recent).toHaveLength(1);
  });

  test('who is found in the roster an hour later stands in the list only', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1, { received: NOON - 3_600_000 })], NOON), 0);
    expect(show.frame(10).picture.ticker).toEqual([]);
  });
});

describe('honesty', () => {
  test('a lost hub leaves the last good picture and says so', () => {
    const show = begin();
    show.deliver(snapshotOf([runner(1, { received: NOON - 60_000 })]), 0);
    const { picture } = show.frame(42_000);
    expect(picture.honesty).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'no connection' });
    expect(picture.page.kind === 'rest' && picture.page.recent).toHaveLength(1);
  });

  test('a corrected time of an old read does not make the data late', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1, { received: NOON - 90_000, corrected: true })], NOON), 50);
    expect(show.frame(60).picture.honesty.kind).toBe('live');
  });
});

describe('the link', () => {
  test('that has ended shows a calm sentence, and the runners again when it is back', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1)], NOON), 0);
    show.found('ended', null);
    expect(show.frame(10).picture.page.kind).toBe('notice');
    show.found('away', null);
    expect(show.frame(20).picture.page.kind).toBe('notice');
    show.found('found', null);
    expect(show.frame(30).picture.page.kind).toBe('runners');
  });
});

test('the cache keeps what changed since the snapshot', () => {
  const show = begin();
  show.found('found', readInfo('DEMO2345', {}));
  show.deliver(snapshotOf([]), 0);
  show.deliver(changes([runner(1)], NOON), 0);
  expect(show.keepsake().recent.map((each) => each.key)).toEqual(['1:1:1']);
});
