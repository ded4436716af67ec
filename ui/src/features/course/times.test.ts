import { expect, test } from 'vitest';
import { clockOf, dayOf, isFar, readClock } from './times';

test('a time of day is read as people write it', () => {
  expect(['9:30', '09:30:04', ' 9:30:04,2 ', '23:59:59.999'].map(readClock)).toEqual(['09:30:00', '09:30:04', '09:30:04.2', '23:59:59.999']);
  expect(['', '24:00', '9:60', '9:30:60', '930', '9.30', '9:30:04.1234'].map(readClock)).toEqual([null, null, null, null, null, null, null]);
});

test('a start is shown with as many decimals as it has, on the clock of the event', () => {
  const shown = ['2027-06-27T07:30:04Z', '2027-06-27T07:30:04.200000Z', '2027-06-27T07:30:04.580000Z', '2027-06-27T07:30:04.007000Z'].map((at) => clockOf(at, 'Europe/Amsterdam'));
  expect(shown).toEqual(['09:30:04', '09:30:04.2', '09:30:04.58', '09:30:04.007']);
  for (const text of shown) expect(readClock(text)).toBe(text);
});

test('the day is that of the event', () => {
  expect(dayOf('2027-06-27T22:30:00Z', 'Europe/Amsterdam')).toBe('2027-06-28');
});

test('a start that is more than twenty minutes from its plan is doubted', () => {
  expect(isFar('2027-06-27T07:50:00Z', '2027-06-27T07:30:00Z')).toBe(false);
  expect(isFar('2027-06-27T07:50:01Z', '2027-06-27T07:30:00Z')).toBe(true);
  expect([isFar(null, '2027-06-27T07:30:00Z'), isFar('2027-06-27T07:30:00Z', null)]).toEqual([false, false]);
});
