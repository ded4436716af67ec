/**
 * Why: what a document can show at one moment, as plain data that never changes in place: other values are another object, so that
 * every block sees by one comparison that there is nothing to do.
 */
import type { Source } from '../document/schema';

const FILTERS = ['race', 'sex', 'division', 'wave', 'point'] as const;

export type Value = string | number | boolean | null | undefined | Values | readonly (Values | null)[] | readonly (string | null)[];

/**
 * Nested by path: `{ runner: { name, rank: { overall } }, race: { gun_time }, list: { standings: [row, …], more } }`. A row is again
 * `Values`; what it does not say is the page's. Beside the paths:
 *  - `key`: who this is; another key is another runner, and plays the entrance;
 *  - `slots`: one `Values` (or null) for each place of a `runners` block; without, the runner stands in the first;
 *  - `met`: keys of those who stood in places before: nobody comes in twice because somebody else came;
 *  - `messages`: lines for runners, the display session's or the partner's;
 *  - `tint`: the colour of the runner's race, for the token `$race`;
 *  - `turn`: how many runners came before; messages in turn follow it.
 */
export interface Values { readonly [name: string]: Value }

/** Null where nothing is known. `clock.*` is worked out from `now` (ms UTC) and the race, unless it is told. */
export function read(values: Values, path: string, now: number): Value {
  const found = told(values, path);
  if (found !== null || !path.startsWith('clock.')) return found;
  if (path === 'clock.time') return now;
  const moment = told(values, path === 'clock.gun' ? 'race.gun_time' : 'race.start_time');
  if (typeof moment !== 'number') return null;
  return Math.max(0, path === 'clock.gun' ? now - moment : moment - now);
}

function told(values: Values, path: string): Value {
  let found: Value = values;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.prototype.hasOwnProperty.call(found, name)) return null;
    found = (found as Values)[name];
  }
  return found ?? null;
}

function within(page: Value, own: Value): Value {
  return typeof page === 'object' && typeof own === 'object' ? { ...page as Values, ...own as Values } : own ?? page;
}

/** A row's or a slot's values over those of the page: the runner is the row's alone, the race may be told in parts. */
export function over(page: Values, own: Values): Values {
  return { ...page, ...own, race: within(page['race'], own['race']), location: within(page['location'], own['location']) };
}

/** Who it is; empty when it is nobody. */
export function keyOf(values: Values): string {
  const key = values['key'] ?? read(values, 'runner.bib', 0) ?? read(values, 'runner.name', 0);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : '';
}

/** What a table asks for, in the words of the hub: a list that is narrowed is a list of its own. */
export function feedKey(source: Source): string {
  return FILTERS.reduce((key, name) => (source[name] ? `${key}|${name}=${source[name]}` : key), source.list as string);
}

/** The rows of a list, empty when there is none; of a sample, which is narrowed by nobody, those of the `usual` one. */
export function listOf(values: Values, key: string, usual: string): readonly (Values | null)[] {
  const lists = values['list'] as Values | undefined ?? {};
  const found = lists[key] ?? (lists['sample'] === true ? lists[usual] : null);
  return Array.isArray(found) ? found as readonly (Values | null)[] : [];
}
