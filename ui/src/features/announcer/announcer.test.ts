/** What the announcer's screen keeps in its head: cards as they grow, and ticks until the hub has them. */
import { describe, expect, test } from 'vitest';
import type { AnnouncerBoard, AnnouncerCard } from '../../api/generated';
import { changed, first } from './board';
import { FIRST, read } from './choice';
import { confirm, put, readQueue, saidOf, settled, waiting } from './ticks';
import { gap, told } from './words';

function card(who: number, more: Partial<AnnouncerCard> = {}): AnnouncerCard {
  return {
    id: `${who}:Finish`, point: 'Finish', kind: 'finish', at: '2026-06-14T08:42:00Z', scored: true, status: 'finished', gun_ms: 2_520_000, chip_ms: 2_518_000, by: 'gun', decimals: 0,
    place_overall: who, place_sex: null, place_division: null, cues: [], said: [],
    runner: { participant_id: who, bib: String(who), first_name: 'Ann', last_name: 'Lee', gender: 'F', age: 30, city: '', state: '', country: '', team: '', division: '', race_id: 1, race: '10 km' },
    ...more,
  };
}

const board = (crossed: AnnouncerCard[], missed: AnnouncerCard[] = []): AnnouncerBoard => ({
  event_id: 1, event: 'Canal Run', zone: 'UTC', now: '2026-06-14T08:42:00Z', races: [], per_minute: 3, crossed, coming: [], missed: { count: missed.length, cards: missed },
});

describe('the board', () => {
  test('a name that gets its time stays the same card at the same place', () => {
    const before = first(board([card(2, { scored: false, gun_ms: null }), card(1)]));
    const after = changed(before, { now: 0, per_minute: 3, cards: [card(2)], crossed: ['2:Finish', '1:Finish'], missed: { count: 0, cards: [] } });
    expect(after.crossed.map(({ id, gun_ms: gun }) => [id, gun])).toEqual([['2:Finish', 2_520_000], ['1:Finish', 2_520_000]]);
    expect(after.crossed[1]).toBe(before.crossed[1]);
  });

  test('who is pushed off the board is found again among the missed', () => {
    const before = first(board([card(1)]));
    const after = changed(before, { now: 0, per_minute: 40, cards: [card(2)], crossed: ['2:Finish'], missed: { count: 1, cards: ['1:Finish'] } });
    expect(after.missed.cards.map(({ id }) => id)).toEqual(['1:Finish']);
  });
});

describe('ticks', () => {
  const tick = { participant_id: 1, what: 'at:Finish' };
  const shown = { ...card(1), said: [{ what: 'at:Finish', by: 'Ben', at: '2026-06-14T08:43:00Z' }] };

  test('a tick counts before the hub has it', () => {
    const queue = put([], tick, true);
    expect(saidOf(card(1), tick.what, queue)).toEqual({ by: '', at: null });
    expect(waiting(queue)).toHaveLength(1);
  });

  test('the last word counts', () => {
    const queue = put(put([], tick, true), tick, false);
    expect(queue).toHaveLength(1);
    expect(saidOf(shown, tick.what, queue)).toBeNull();
  });

  test('what the hub has stays until the board shows it, so that nothing flickers', () => {
    const sent = put([], tick, true);
    const queue = confirm(sent, sent);
    expect(waiting(queue)).toEqual([]);
    expect(settled(queue, [card(1)])).toBe(queue);
    expect(settled(queue, [shown])).toEqual([]);
  });

  test('a tick that was taken back while it was sent is sent again', () => {
    const sent = put([], tick, true);
    expect(waiting(confirm(put(sent, tick, false), sent))).toHaveLength(1);
  });

  test('what waited is sent after a reload', () => {
    const queue = readQueue(JSON.stringify(put([], tick, true)));
    expect(waiting(queue)).toEqual([{ ...tick, said: true, confirmed: false }]);
    expect(readQueue('{"no":"list"}')).toEqual([]);
    expect(readQueue('broken')).toEqual([]);
  });
});

test('a choice of another version is read as far as it can be', () => {
  expect(read(null)).toEqual(FIRST);
  expect(read('{"look":"black","view":"wall","races":[3,"x"],"missedAfter":0}')).toEqual({ ...FIRST, look: 'black', races: [3] });
});

test('a begun unit counts in a time, and a gap is told in seconds', () => {
  expect(told(2_519_001, 0, 'en')).toBe('42:00');
  expect(told(3_725_240, 1, 'en')).toBe('1:02:05.3');
  expect(gap(1_400, 'de')).toBe('1,4 s');
  expect(gap(-125_000, 'en')).toBe('2:05');
});
