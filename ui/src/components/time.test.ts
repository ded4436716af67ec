import { expect, test } from 'vitest';
import { makeFormat } from './time';

const start = '2026-03-29T00:30:00Z';

test('an instant is shown in the zone of the event, wherever the browser is', () => {
  expect(makeFormat('en', 'Europe/Amsterdam').dateTime(start)).toBe('29 Mar 2026, 01:30');
  expect(makeFormat('en', 'America/Denver').dateTime(start)).toBe('28 Mar 2026, 18:30');
});

test('the night of the change of the clocks has its hour once', () => {
  const { clock } = makeFormat('en', 'Europe/Amsterdam');
  expect([clock('2026-03-29T00:59:59Z'), clock('2026-03-29T01:00:00Z')]).toEqual(['01:59:59', '03:00:00']);
});

test('midnight is 00:00 in every language', () => {
  for (const language of ['en', 'de']) expect(makeFormat(language, 'UTC').time('2026-03-29T00:00:00Z')).toBe('00:00');
});

test('a calendar day is the same day in every zone', () => {
  expect(makeFormat('en', 'Pacific/Auckland').day('2026-11-22')).toBe('22 Nov 2026');
  expect(makeFormat('de', 'America/Denver').day('2026-11-22')).toBe('22. Nov. 2026');
});

test('an age is said in the largest unit that is full', () => {
  const { ago } = makeFormat('en', 'UTC');
  const now = Date.parse(start);
  expect([ago(now - 59_000, now), ago(now - 61_000, now), ago(now - 3 * 86_400_000, now), ago(now, now)]).toEqual(['59 seconds ago', '1 minute ago', '3 days ago', 'now']);
});

test('numbers are written as the language writes them', () => {
  expect([makeFormat('en').number(12345), makeFormat('de').number(12345)]).toEqual(['12,345', '12.345']);
});
