/**
 * Why: tests of the display speak of runners, not of sixteen fields. Only tests import this.
 */
import type { Passing, Snapshot } from '../api/messages';

export const NOON = Date.UTC(2026, 5, 21, 12, 0, 0);

export function runner(number: number, more: Partial<Passing> = {}): Passing {
  return {
    key: `1:${String(number)}:1`, version: number, location: 'Finish', at: NOON + number * 1000,
    time: '14:00:00', tag: String(number), bib: String(number), name: `Ana Souza ${String(number)}`,
    firstName: 'Ana', lastName: `Souza ${String(number)}`, town: 'Boulder, CO', race: '10K', lap: 1,
    received: NOON + number * 1000, corrected: false, ...more,
  };
}

/** A chip that is on no roster. */
export function stranger(number: number, more: Partial<Passing> = {}): Passing {
  const nobody = { bib: null, name: null, firstName: null, lastName: null, town: null, race: null };
  return runner(number, { ...nobody, ...more });
}

export function snapshotOf(passings: readonly Passing[], more: Partial<Snapshot> = {}): Snapshot {
  return {
    kind: 'snapshot', epoch: 'e1', version: Math.max(0, ...passings.map((each) => each.version)),
    now: NOON, session: { id: '1', name: 'Sunday', zone: 'Europe/Amsterdam' }, locations: [],
    passings, ...more,
  };
}
