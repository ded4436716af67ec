import { describe, expect, test } from 'vitest';
import { displayId, lookUp, readInfo } from './display';
import { USUAL_SETTINGS } from './screen-settings';
import { parseMessage } from './messages';
import { Place } from './place';

test('a snapshot as the hub sends it is understood', () => {
  const message = parseMessage('snapshot', JSON.stringify({
    session: 3, epoch: 'k3', version: 12, now: 5, timing: { id: 3, name: 'Sunday', zone: 'UTC', state: 'open' },
    locations: [{ id: 1, name: 'Finish', newest: 4 }],
    passings: [{
      key: '1:77:1', version: 12, location: 'Finish', location_id: 1, at: 3, time: '14:02:15', tag: '77',
      bib: '12', name: 'Ana Souza', first_name: 'Ana', last_name: 'Souza', town: 'Boulder, CO',
      race: '10K', race_id: 8, lap: 1, received: 4, corrected: false, gender: 'F', age: 34, division: 'F30', colour_of_shoes: 'red', result: { status: 'finished', chip_ms: 5 },
    }],
  }));
  expect(message).toEqual({
    kind: 'snapshot', session: '3', epoch: 'k3', version: 12, now: 5,
    locations: [{ id: '1', name: 'Finish' }],
    passings: [{
      session: '3', key: '1:77:1', version: 12, location: 'Finish', at: 3, time: '14:02:15', tag: '77', bib: '12',
      name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza', town: 'Boulder, CO', race: '10K', raceId: '8', lap: 1,
      received: 4, corrected: false, gender: 'F', age: 34, division: 'F30', city: null, state: null, country: null, team: null, wave: null, result: { status: 'finished', chip_ms: 5 },
    }],
  });
});

test('a live query as the hub sends it is understood', () => {
  const message = parseMessage('feed', JSON.stringify({ key: 'standings|sex=F', version: 4, more: 2, rows: [{ key: 'p1', version: 3, bib: '7', result: { overall: 1 } }, null] }));
  expect(message).toMatchObject({ kind: 'feed', key: 'standings|sex=F', rows: [{ key: 'p1', bib: '7', result: { overall: 1 } }] });
});

test.each([
  ['snapshot', '{"version":1,"now":2}'],
  ['changes', '{"version":1,"now":2}'],
  ['changes', '[]'],
  ['changes', 'Bad gateway'],
  ['changes', '{"since":1,"version":2,"now":2}'],
  ['hb', '{}'],
  ['assignment', '{}'],
] as const)('a %s without what it must have is refused: %s', (event, data) => {
  expect(parseMessage(event, data)).toBeNull();
});

test('a row that cannot be read costs that row and not the message', () => {
  const data = { session: 3, version: 2, since: 1, now: 5, passings: [{ version: 2 }, null, { key: 'k', version: 2 }] };
  const message = parseMessage('changes', JSON.stringify(data));
  expect(message?.kind === 'changes' && message.passings.map((each) => each.key)).toEqual(['k']);
});

test('an assignment as the hub sends it is understood, and words of a newer hub mean the usual', () => {
  const message = parseMessage('assignment', JSON.stringify({
    now: 5, revision: 3, label: 'Finish', state: 'open', opens_at: null,
    session: {
      id: 4, name: 'Desk 1', mode: 'pre_race', template: '17', template_hash: 'a'.repeat(64), template_hash_portrait: 'b'.repeat(64), event: { name: 'Mile', date: '2026-06-21', races: [{ id: 8, name: '10K', distance_m: 10_000, start_at: 7 }, 4] }, unknown: 'shown', race_ids: [8], races: [{ id: 8, name: '10K' }],
      messages: ['Go!', 7], settings: { show_ms: 5000, calm: true, idle_after_ms: null, language: 'de' }, queue_cleared_at: 9,
    },
    timing: [{ id: 3, name: 'Box', zone: 'UTC', state: 'closed', only_listed: true, locations: [{ name: 'Finish', role: null, shown: false }, {}] }],
    screen: { id: 12, number: 7, name: 'Arch', group: 'A', language: null, locations: ['Finish'], blank: true, identify_until: 99, reloads: 2, settings: { rotation: 90 } },
    notice: { id: 1, kind: 'emergency', text: 'Stop', until: null },
  }));
  expect(message).toEqual({
    kind: 'assignment', now: 5, label: 'Finish', opensAt: null,
    session: {
      id: '4', name: 'Desk 1', mode: 'pre_race', template: '17', templateHash: 'a'.repeat(64), templateHashPortrait: 'b'.repeat(64), event: { name: 'Mile', date: '2026-06-21', races: [{ id: '8', name: '10K', distanceM: 10_000, startAt: 7 }] }, unknown: 'shown', raceIds: ['8'], messages: ['Go!'],
      showMs: 5000, idleAfterMs: null, calm: true, language: 'de', queueClearedAt: 9,
    },
    timing: [{ id: '3', name: 'Box', zone: 'UTC', open: false, onlyListed: true, locations: [{ name: 'Finish', role: '', shown: false }] }],
    screen: {
      id: '12', number: 7, name: 'Arch', group: 'A', language: null, locations: ['Finish'], blank: true, identifyUntil: 99, reloads: 2, settings: { ...USUAL_SETTINGS, rotation: 90 },
      queueClearedAt: null,
    },
    notice: { id: '1', kind: 'emergency', text: 'Stop', until: null },
  });
});

test('a heartbeat tells the age of each location', () => {
  const message = parseMessage('hb', '{"session":3,"now":5,"version":2,"age":40,"locations":[{"id":1,"age":40},{"id":2,"age":null}]}');
  expect(message).toEqual({
    kind: 'beat', session: '3', now: 5, version: 2, age: 40, locations: [{ id: '1', age: 40 }, { id: '2', age: null }],
  });
});

test('a place in the stream names each timing session, and another epoch apart', () => {
  const place = new Place();
  expect(place.text()).toBeNull();
  place.set('1', 'e1', 7);
  place.set('2', 'e1', 300);
  place.set('3', 'e2', 5);
  expect(place.text()).toBe('e1:1.7,2.300;e2:3.5');
  place.keep(['2']);
  expect(place.text()).toBe('e1:2.300');
});

describe('display link', () => {
  test.each([
    ['/display/ABCD2345', 'ABCD2345'], ['/display/ABCD2345/', 'ABCD2345'], ['/display/', null],
    ['/display/ABC', null], ['/display/ABCD2345/x', null],
  ])('%s', (path, id) => {
    expect(displayId(path)).toBe(id);
  });

  test('a stream on another host is not followed', () => {
    const streams = ['//evil.example/s', 'https://evil.example/s', 7, undefined];
    for (const stream of streams) {
      expect(readInfo('ABCD2345', { stream })?.stream).toBe('/api/display/ABCD2345/stream');
    }
  });

  const answering = (status: number, body: string): typeof fetch =>
    () => Promise.resolve(new Response(body, { status }));

  test.each([
    [200, '{"label":"Run"}', 'found'], [200, '{"state":"waiting","opens_at":"2026-06-21T12:00:00Z"}', 'waiting'], [404, '', 'ended'], [410, '', 'ended'], [502, '<html>', 'away'],
    [200, '<html>captive portal</html>', 'away'],
  ])('an answer %i %s means %s', async (status, body, kind) => {
    expect((await lookUp('ABCD2345', answering(status, body))).kind).toBe(kind);
  });

  test('no network means that nobody answered', async () => {
    const broken: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await lookUp('ABCD2345', broken)).toEqual({ kind: 'away' });
  });
});
