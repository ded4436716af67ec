/**
 * Who crosses the line when, in a simulation: the moments that spoil a drawing. The same script every time, so that a second look
 * shows what a change has done.
 */
import type { Values } from '../../../../binding/values';

export const KINDS = ['thirty', 'hundred', 'single', 'late', 'nameless'] as const;
export type Kind = (typeof KINDS)[number];

export interface Crossing {
  /** Ms since the beginning. */
  readonly at: number;
  readonly key: string;
  readonly values: Values;
  /** What is known of it only later. */
  readonly later?: { readonly at: number; readonly values: Values };
}

const CROWD_MS = 10_000;
const FIRST_MS = 600;
const LATE_MS = 3_000;
/** What the clock and the results tell; a name is there before. */
const RESULTS = ['time', 'net_time', 'gun_time', 'chip_time', 'gross_time', 'finish_time', 'pace', 'gun_pace', 'pace_mile', 'gun_pace_mile', 'penalties', 'time_with_penalty', 'gun_time_with_penalty', 'rank'];

/** Between 0 and 1, the same row of numbers each time (Park and Miller). */
function dice(): () => number {
  let state = 88;
  return () => {
    state = state * 48_271 % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function runnerIn(values: Values): Values {
  const runner = values['runner'];
  return typeof runner === 'object' && runner !== null && !Array.isArray(runner) ? runner as Values : {}; // an object that is no list
}

/** More runners than there are people: each has a bib of its own, and a place. */
function nth(people: readonly Values[], index: number): Values {
  const person = people[index % people.length] ?? {};
  const bib = String(101 + index * 37);
  return { ...person, key: `run-${index}`, turn: index, runner: { ...runnerIn(person), ...(index < people.length ? {} : { bib }), rank: { overall: index + 1, division: Math.ceil((index + 1) / 2), gender: Math.ceil((index + 1) / 3) } } };
}

function crowd(people: readonly Values[], count: number): Crossing[] {
  const throws = dice();
  const moments = Array.from({ length: count }, () => FIRST_MS + throws() * CROWD_MS).sort((one, other) => one - other);
  return moments.map((at, index) => ({ at, key: `run-${index}`, values: nth(people, index) }));
}

function without(values: Values, names: readonly string[]): Values {
  return { ...values, runner: { ...runnerIn(values), ...Object.fromEntries(names.map((name) => [name, null])) } };
}

export function scriptOf(kind: Kind, people: readonly Values[]): readonly Crossing[] {
  if (people.length === 0) return [];
  const first = nth(people, 0);
  const one = { at: FIRST_MS, key: 'run-0' };
  switch (kind) {
    case 'thirty': return crowd(people, 30);
    case 'hundred': return crowd(people, 100);
    case 'single': return [{ ...one, values: first }];
    case 'late': return [{ ...one, values: without(first, RESULTS), later: { at: FIRST_MS + LATE_MS, values: first } }];
    case 'nameless': return [{ ...one, values: without(first, ['name', 'first_name', 'last_name', 'team', 'city', 'state', 'country', 'town', 'division', 'age', 'gender']) }];
  }
}
