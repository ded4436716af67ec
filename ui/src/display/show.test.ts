import { describe, expect, test } from 'vitest';
import { readInfo } from '../api/display';
import type { Changes, Passing } from '../api/messages';
import { NOON, assignmentOf, changesOf, ordersOf, runner, snapshotOf, timingOf } from './sample';
import { Show } from './show';

function changes(passings: readonly Passing[], now: number): Changes {
  return changesOf(passings, { now });
}

function begin(): Show {
  return new Show({ utc: () => NOON, language: 'en-US', salt: 's', setUp: false }, 0);
}

function started(...assigned: Parameters<typeof assignmentOf>): Show {
  const show = begin();
  show.deliver(assignmentOf(...assigned), 0);
  show.deliver(snapshotOf([]), 0);
  return show;
}

describe('resting', () => {
  test('a display that has heard nothing does not claim that nobody came', () => {
    const page = begin().frame(0).picture.page;
    expect(page).toEqual({ kind: 'rest', recent: [], words: '' });
  });

  test('before the first runner it says so, under the name of the event, with the time of the race', () => {
    const { picture } = started().frame(4000);
    expect(picture.page).toEqual({ kind: 'rest', recent: [], words: 'Waiting for the first runner' });
    expect([picture.title, picture.session, picture.clock]).toEqual(['Canal Run', 'Desk 1', '14:00:04']);
  });

  test('where nothing feeds it, it says that', () => {
    const show = begin();
    show.deliver(assignmentOf({}, { timing: [] }), 0);
    expect(show.frame(10).picture.page).toEqual({ kind: 'rest', recent: [], words: 'No timing feeds this display yet' });
  });

  test('before the link opens it counts down to then, in the zone that the hub told', () => {
    const show = begin();
    show.deliver(assignmentOf({}, { session: null, timing: [], opensAt: NOON + 3_661_000 }), 0);
    show.found('waiting', readInfo('DEMO2345', { state: 'waiting', opens_at: '2026-06-21T13:01:01Z', zone: 'Europe/Amsterdam' }));
    const { picture } = show.frame(1000);
    expect(picture.clock).toBe('01:01:00');
    expect(picture.page.kind === 'rest' && picture.page.words).toBe('Opens Sunday 21 June at 15:01');
  });

  test('afterwards it lists who came last', () => {
    const show = begin();
    show.deliver(snapshotOf([runner(1, { received: NOON - 60_000 })]), 0);
    const { page } = show.frame(10).picture;
    expect(page.kind === 'rest' && page.recent.map((each) => each.key)).toEqual(['1:1:1']);
  });

  test('a link without a label takes the name of the session, and not twice', () => {
    const { picture } = started({}, { label: '' }).frame(10);
    expect([picture.title, picture.session]).toEqual(['Desk 1', '']);
  });
});

describe('a runner', () => {
  test('is on the screen with the next frame and reported once as shown', () => {
    const show = begin();
    show.deliver(snapshotOf([]), 0);
    show.deliver(changes([runner(1, { received: NOON + 95 })], NOON + 100), 100);
    const first = show.frame(110);
    expect(first.picture.page.kind).toBe('runners');
    expect(first.shown.map((each) => each.key)).toEqual(['1/1:1:1']);
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
    expect(picture.honesty).toEqual({ kind: 'delayed', delayMs: 42_000, cause: 'no connection', where: null });
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

describe('an operator', () => {
  test('rebinds: whoever the old timing session showed is gone at once, and the new one fills the list', () => {
    const show = started({}, { timing: [timingOf('1'), timingOf('3')] });
    show.deliver(changes([runner(1), runner(2)], NOON), 0);
    show.deliver(changes([runner(9, { received: NOON - 25_000 })], NOON), 0);
    expect(show.frame(10).picture.ticker).toEqual(['Ana Souza 9']);
    show.deliver(assignmentOf({}, { timing: [timingOf('2')] }), 20);
    show.deliver(snapshotOf([runner(5, { session: '2', received: NOON - 60_000 })], { session: '2' }), 30);
    const { picture } = show.frame(40);
    expect(picture.page.kind === 'rest' && picture.page.recent.map((each) => each.bib)).toEqual(['5']);
    expect(picture.ticker).toEqual([]);
  });

  test('changes how long a card is shown while it is shown', () => {
    const show = started();
    show.deliver(changes([runner(1)], NOON), 0);
    show.frame(10);
    expect(show.frame(5000).picture.page.kind).toBe('runners');
    show.deliver(assignmentOf({ showMs: 1000, idleAfterMs: 1000 }), 5000);
    expect(show.frame(5010).picture.page.kind).toBe('rest');
  });

  test('empties the queue', () => {
    const show = started({ template: 'spotlight' });
    show.deliver(changes([runner(1, { received: NOON }), runner(2, { received: NOON })], NOON), 0);
    show.frame(10);
    show.deliver(assignmentOf({ template: 'spotlight', queueClearedAt: NOON + 500 }, { now: NOON + 600 }), 600);
    const { page } = show.frame(610).picture;
    expect(page.kind === 'runners' && [page.scene.waiting, page.scene.cells.map((cell) => cell?.arrival.passing.bib)]).toEqual([0, ['1']]);
  });

  test('turns to the wall: who came before is on it at once, and is not counted as shown', () => {
    const show = started();
    show.deliver(snapshotOf([runner(1, { received: NOON - 60_000 }), runner(2, { received: NOON - 50_000 })]), 0);
    show.deliver(assignmentOf({ template: 'wall' }), 10);
    const { picture, shown } = show.frame(20);
    const page = picture.page;
    expect(page.kind === 'runners' && page.scene.cells.slice(0, 3).map((cell) => cell?.arrival.passing.bib)).toEqual(['2', '1', undefined]);
    expect(shown).toEqual([]);
  });

  test('puts an emergency over everything and takes it back: what was there is there', () => {
    const show = started();
    show.deliver(changes([runner(1)], NOON), 0);
    const before = show.frame(10).picture;
    const notice = { id: '1', kind: 'emergency', text: 'Leave the finish area', until: null } as const;
    show.deliver(assignmentOf({}, { notice, screen: ordersOf({ blank: true }) }), 20);
    expect(show.frame(30).picture.cover).toEqual({ kind: 'emergency', text: 'Leave the finish area' });
    show.deliver(assignmentOf(), 40);
    const after = show.frame(50).picture;
    expect(after.cover).toBeNull();
    expect(after.page).toEqual(before.page);
  });

  test('puts a message in a band, for as long as it says', () => {
    const show = started();
    const notice = { id: '1', kind: 'message', text: 'Prizes at noon', until: NOON + 1000 } as const;
    show.deliver(assignmentOf({}, { notice }), 0);
    expect(show.frame(900).picture).toMatchObject({ message: 'Prizes at noon', cover: null });
    expect(show.frame(1100).picture.message).toBe('');
  });

  test('looks for a screen, also a dark one, for so long', () => {
    const show = started({}, { screen: ordersOf({ blank: true, identifyUntil: NOON + 1000 }) });
    expect(show.frame(900).picture.cover).toEqual({ kind: 'identify', number: '7', name: 'Screen 7' });
    expect(show.frame(1100).picture.cover).toEqual({ kind: 'blank' });
  });

  test('gives each screen its language and its locations', () => {
    const show = started({ language: 'en' }, { screen: ordersOf({ language: 'de', locations: ['10 km'] }) });
    show.deliver(changes([runner(1), runner(2, { location: '10 km' })], NOON), 0);
    const { picture } = show.frame(10);
    expect(picture.words.language).toBe('de');
    expect(picture.page.kind === 'runners' && picture.page.scene.cells.map((cell) => cell?.arrival.passing.bib)).toEqual(['2']);
  });

  test('cheers before the race, with the same line for the same runner', () => {
    const messages = ['Go!', 'Nearly there!', 'Smile!'];
    const show = started({ mode: 'pre_race', messages });
    const lines = new Set(Array.from({ length: 60 }, (_, i) => show.frame(10).picture.cheer(runner(i))));
    expect([...lines].sort()).toEqual([...messages].sort());
    const { cheer } = show.frame(10).picture;
    expect(cheer(runner(7))).toBe(show.frame(9000).picture.cheer(runner(7)));
    expect(started({ mode: 'results', messages }).frame(10).picture.cheer(runner(7))).toBe('');
  });
});

test('the cache keeps what changed since the snapshot, and what was assigned', () => {
  const show = started();
  show.deliver(changes([runner(1)], NOON), 0);
  const kept = show.keepsake();
  expect(kept.passings.map((each) => each.key)).toEqual(['1:1:1']);
  const again = begin();
  again.restore({ format: 4, savedAt: 0, assignment: kept.assignment ?? assignmentOf(), passings: kept.passings }, 0);
  const { page, title } = again.frame(10).picture;
  expect([title, page.kind === 'rest' && page.recent.map((each) => each.bib)]).toEqual(['Canal Run', ['1']]);
});
