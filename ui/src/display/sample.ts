/**
 * Why: tests of the display speak of runners, not of sixteen fields. Only tests import this.
 */
import type { Assignment, BoundTiming, DisplaySession, ScreenOrders } from '../api/assignment';
import { USUAL_SETTINGS } from '../api/screen-settings';
import type { Changes, Passing, Snapshot } from '../api/messages';

export const NOON = Date.UTC(2026, 5, 21, 12, 0, 0);

export function runner(number: number, more: Partial<Passing> = {}): Passing {
  return {
    session: '1', key: `1:${String(number)}:1`, version: number, location: 'Finish', at: NOON + number * 1000,
    time: '14:00:00', tag: String(number), bib: String(number), name: `Ana Souza ${String(number)}`,
    firstName: 'Ana', lastName: `Souza ${String(number)}`, town: 'Boulder, CO', race: '10K', raceId: '3', lap: 1,
    city: 'Boulder', state: 'CO', country: 'US', gender: 'F', age: 34, division: 'F30', team: null, wave: null,
    received: NOON + number * 1000, corrected: false, result: null, ...more,
  };
}

/** A chip that is on no roster. */
export function stranger(number: number, more: Partial<Passing> = {}): Passing {
  const nobody = { bib: null, name: null, firstName: null, lastName: null, town: null, race: null, raceId: null, city: null, state: null, country: null, gender: null, age: null, division: null };
  return runner(number, { ...nobody, ...more });
}

export function snapshotOf(passings: readonly Passing[], more: Partial<Snapshot> = {}): Snapshot {
  return {
    kind: 'snapshot', epoch: 'e1', version: Math.max(0, ...passings.map((each) => each.version)),
    now: NOON, session: '1', locations: [{ id: '7', name: 'Finish' }],
    passings, ...more,
  };
}

export function changesOf(passings: readonly Passing[], more: Partial<Changes> = {}): Changes {
  return { kind: 'changes', session: '1', epoch: 'e1', version: 99, since: 0, now: NOON, passings, withdrawn: [], ...more };
}

export function timingOf(id: string, more: Partial<BoundTiming> = {}): BoundTiming {
  return { id, name: `Box ${id}`, zone: 'Europe/Amsterdam', open: true, onlyListed: false, locations: [], ...more };
}

export function ordersOf(more: Partial<ScreenOrders> = {}): ScreenOrders {
  return {
    id: '12', number: 7, name: 'Screen 7', group: '', language: null, locations: null, blank: false,
    identifyUntil: null, reloads: 0, settings: USUAL_SETTINGS, queueClearedAt: null, ...more,
  };
}

export function assignmentOf(session: Partial<DisplaySession> = {}, more: Partial<Assignment> = {}): Assignment {
  return {
    kind: 'assignment', now: NOON, label: 'Canal Run', opensAt: null, timing: [timingOf('1')], screen: null, notice: null,
    session: {
      id: '4', name: 'Desk 1', mode: 'results', template: 'standard', templateHashPortrait: null, templateHash: null, event: null, unknown: 'hidden', raceIds: [], messages: [],
      showMs: 10_000, idleAfterMs: null, calm: false, language: null, queueClearedAt: null, ...session,
    },
    ...more,
  };
}
