import { expect, test } from 'vitest';
import cases from '../../../../tests/race/durations.json';
import type { RacePoint } from '../../api/generated';
import { readDuration, writtenDuration } from './durations';
import { bare, draftOf, faultsOf, moved, toldOf, withOneMore, type Draft } from './points';

const POINTS: readonly RacePoint[] = [
  { id: 1, name: 'Start', kind: 'start', distance_m: 0, least_ms: 0, cutoff_ms: null, main: ['START'], backup: [] },
  { id: 2, name: '5 km', kind: 'split', distance_m: 5000, least_ms: 600_000, cutoff_ms: 2_700_000, main: ['5K'], backup: [] },
  { id: 3, name: 'Finish', kind: 'finish', distance_m: 10_000, least_ms: 0, cutoff_ms: null, main: ['FINISH'], backup: ['FINISH B'] },
];

const names = (points: readonly Draft[]): string[] => points.map(({ name }) => name);
const faults = (points: readonly Draft[]): string[] => faultsOf(points).map(({ what, name, other }) => [what, name, other].join(' ').trim());

test('what is saved without a change is what was there', () => {
  expect(toldOf(draftOf(POINTS))).toEqual(POINTS);
});

test('a new point comes before the finish, and the first of all is one', () => {
  expect(names(withOneMore(draftOf(POINTS), '8 km'))).toEqual(['Start', '5 km', '8 km', 'Finish']);
  expect(withOneMore([], 'Finish')[0]?.kind).toBe('finish');
});

test('points move one place, and stop at the ends', () => {
  const points = draftOf(POINTS);
  expect(names(moved(points, 2, -1))).toEqual(['5 km', 'Start', 'Finish']);
  expect(moved(points, 1, -1)).toBe(points);
  expect(moved(points, 3, 1)).toBe(points);
});

test('a course as it should be has no faults', () => {
  expect(faults(draftOf(POINTS))).toEqual([]);
  expect(faults(bare({ start: 'Start', finish: 'Finish' }, 10_000))).toEqual([]);
  expect(faults([])).toEqual([]);
});

test('each fault says which point it is about', () => {
  const [start, half, finish] = draftOf(POINTS) as [Draft, Draft, Draft];
  expect(faults([start, half])).toEqual(['noFinish']);
  expect(faults([finish, half, { ...finish, key: 9, name: 'End' }])).toEqual(['twoFinishes Finish', 'notFarther 5 km Finish']);
  expect(faults([half, start, finish])).toEqual(['startLater Start', 'notFarther Start 5 km']);
  expect(faults([start, { ...half, name: ' Start ' }, { ...finish, name: ' ' }])).toEqual(['doubleName Start', 'noName']);
  expect(faults([start, { ...half, least: '10 minutes' }, finish])).toEqual(['noDuration 5 km']);
  expect(faults([start, half, { ...finish, backup: ['FINISH'] }])).toEqual(['mainAndBackup Finish FINISH']);
});

test('a point without a distance is passed over when distances are compared', () => {
  const [start, half, finish] = draftOf(POINTS) as [Draft, Draft, Draft];
  expect(faults([start, { ...half, distance: '' }, finish])).toEqual([]);
});

test('durations are read as the hub reads them', () => {
  expect(['45', '90', '19:52', '2:03:07.4', '1:00,25', '100:00:00'].map(readDuration)).toEqual([45_000, 90_000, 1_192_000, 7_387_400, 60_250, 360_000_000]);
  expect(['', '1:60', '1:60:00', '-3', '10 min', '1:2:3:4', '1.2345'].map(readDuration)).toEqual([null, null, null, null, null, null, null]);
});

test('a duration is written so that it is read again', () => {
  for (const { ms } of cases.filter((each) => each.ms >= 0)) expect(readDuration(writtenDuration(ms))).toBe(ms);
  expect([45_000, 1_191_100, 7_387_000].map(writtenDuration)).toEqual(['45', '19:51.1', '2:03:07']);
});
