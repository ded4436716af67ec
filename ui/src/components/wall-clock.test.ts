/** A link opens by the clock of the event. */
import { expect, test } from 'vitest';
import { instantOf, localOf } from './wall-clock';

test.each([
  ['2027-06-27T07:30', 'Europe/Amsterdam', '2027-06-27T05:30:00.000Z'],
  ['2027-12-27T07:30', 'Europe/Amsterdam', '2027-12-27T06:30:00.000Z'],
  ['2027-03-28T03:30', 'Europe/Amsterdam', '2027-03-28T01:30:00.000Z'],
  ['2027-06-27T07:30', 'America/Denver', '2027-06-27T13:30:00.000Z'],
])('%s in %s', (local, zone, instant) => {
  expect(instantOf(local, zone)).toBe(instant);
  expect(localOf(Date.parse(instant), zone)).toBe(local);
});

test('no date is no time', () => { expect(instantOf('', 'UTC')).toBeNull(); });
