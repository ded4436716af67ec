import { expect, test } from 'vitest';
import { ServerClock, wallTime } from './clock';
import { NOON } from './sample';

test('the message that travelled quickest sets the clock', () => {
  const clock = new ServerClock();
  clock.heard(1_000_000, 500);
  clock.heard(1_002_000, 2450);
  clock.heard(1_004_000, 4900);
  expect(clock.at(5000, 0)).toBe(1_004_550);
});

test('a clock of the hub that was set back is believed after a minute', () => {
  const clock = new ServerClock();
  clock.heard(9_000_000, 0);
  for (let i = 1; i <= 30; i += 1) clock.heard(i * 2000, i * 2000);
  expect(clock.at(60_000, 0)).toBe(60_000);
});

test('until the hub has spoken the machine has the word', () => {
  expect(new ServerClock().at(5, 77)).toBe(77);
});

test('the time is that of the race, wherever the screen stands', () => {
  expect(wallTime(NOON, 'Europe/Amsterdam')).toBe('14:00:00');
  expect(wallTime(NOON, 'America/Denver')).toBe('06:00:00');
  expect(wallTime(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00:00');
});

test('an unknown zone shows some time rather than none', () => {
  expect(wallTime(NOON, 'Mars/Olympus')).toMatch(/^\d\d:\d\d:\d\d$/);
});
