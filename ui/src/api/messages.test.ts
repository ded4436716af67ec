import { describe, expect, test } from 'vitest';
import { displayId, lookUp, readInfo } from './display';
import { formatPosition, parseMessage, parsePosition } from './messages';

test('a snapshot as the hub sends it is understood', () => {
  const message = parseMessage('snapshot', JSON.stringify({
    epoch: 'k3', version: 12, now: 5, session: { id: 3, name: 'Sunday', zone: 'UTC', state: 'open' },
    locations: [{ id: 1, name: 'Finish', newest: 4 }],
    passings: [{
      key: '1:77:1', version: 12, location: 'Finish', location_id: 1, at: 3, time: '14:02:15', tag: '77',
      bib: '12', name: 'Ana Souza', first_name: 'Ana', last_name: 'Souza', town: 'Boulder, CO',
      race: '10K', lap: 1, received: 4, corrected: false, colour_of_shoes: 'red',
    }],
  }));
  expect(message).toEqual({
    kind: 'snapshot', epoch: 'k3', version: 12, now: 5, session: { id: '3', name: 'Sunday', zone: 'UTC' },
    locations: [{ id: '1', name: 'Finish' }],
    passings: [{
      key: '1:77:1', version: 12, location: 'Finish', at: 3, time: '14:02:15', tag: '77', bib: '12',
      name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza', town: 'Boulder, CO', race: '10K', lap: 1,
      received: 4, corrected: false,
    }],
  });
});

test.each([
  ['snapshot', '{"version":1,"now":2}'],
  ['changes', '{"version":1,"now":2}'],
  ['changes', '[]'],
  ['changes', 'Bad gateway'],
  ['hb', '{}'],
] as const)('a %s without what it must have is refused: %s', (event, data) => {
  expect(parseMessage(event, data)).toBeNull();
});

test('a row that cannot be read costs that row and not the message', () => {
  const data = { version: 2, since: 1, now: 5, passings: [{ version: 2 }, null, { key: 'k', version: 2 }] };
  const message = parseMessage('changes', JSON.stringify(data));
  expect(message?.kind === 'changes' && message.passings.map((each) => each.key)).toEqual(['k']);
});

describe('position', () => {
  test('is read back as written, also with a colon in the epoch', () => {
    const position = { epoch: '2026:a', version: 7 };
    expect(parsePosition(formatPosition(position))).toEqual(position);
  });

  test.each(['', ':7', 'e1', 'e1:', 'e1:x'])('%j is none', (id) => {
    expect(parsePosition(id)).toBeNull();
  });
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
    [200, '{"title":"Run"}', 'found'], [404, '', 'ended'], [410, '', 'ended'], [502, '<html>', 'away'],
    [200, '<html>captive portal</html>', 'away'],
  ])('an answer %i %s means %s', async (status, body, kind) => {
    expect((await lookUp('ABCD2345', answering(status, body))).kind).toBe(kind);
  });

  test('no network means that nobody answered', async () => {
    const broken: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await lookUp('ABCD2345', broken)).toEqual({ kind: 'away' });
  });
});
