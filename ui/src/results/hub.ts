/** Why so little: the hub says what is there, and from which version on something is new. Shapes are those of the API's description. */

export type State = 'live' | 'provisional' | 'official';
export type Status = 'started' | 'on_course' | 'finished' | 'dnf' | 'dns' | 'dq';

export interface Race {
  readonly id: number;
  readonly name: string;
  readonly distance_m: number | null;
  readonly state: State;
  readonly rank_by: 'gun' | 'chip' | 'mixed';
  readonly decimals: number;
  readonly counts: Readonly<Record<Status, number>>;
}

export interface Event {
  readonly slug: string;
  readonly name: string;
  readonly day: string;
  readonly zone: string;
  readonly place: string;
  readonly timed_by: string;
  readonly state: State;
  readonly version: string;
  readonly races: readonly Race[];
}

export interface Columns {
  id: number[];
  bib: (string | null)[];
  name: string[];
  sex: string[];
  age: (number | null)[];
  division: string[];
  club: string[];
  town: string[];
  country: string[];
  status: Status[];
  gun: (number | null)[];
  chip: (number | null)[];
  place: (number | null)[];
  place_sex: (number | null)[];
  place_division: (number | null)[];
  seen: string[];
}

export interface Rows {
  readonly version: string;
  readonly total: number;
  readonly whole: boolean;
  readonly columns: Columns;
}

export interface Split {
  readonly point: string;
  readonly kind: 'start' | 'split' | 'finish';
  readonly distance_m: number | null;
  readonly at: string;
  readonly gun: number | null;
  readonly chip: number | null;
  readonly leg_ms: number | null;
  readonly leg_m: number | null;
  readonly place: number | null;
}

export interface Person {
  readonly id: number;
  readonly bib: string | null;
  readonly name: string;
  readonly sex: string;
  readonly age: number | null;
  readonly division: string;
  readonly club: string;
  readonly town: string;
  readonly status: Status;
  readonly gun: number | null;
  readonly chip: number | null;
  readonly place: number | null;
  readonly place_sex: number | null;
  readonly place_division: number | null;
  readonly seen: string;
  readonly race: string;
  readonly distance_m: number | null;
  readonly penalty_ms: number;
  readonly laps: number;
  readonly splits: readonly Split[];
}

/** The hub answered, and not with what was asked for. */
export class Refusal extends Error {
  constructor(readonly status: number) {
    super(`the hub answered ${String(status)}`);
  }
}

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Refusal(answer.status);
  return await answer.json() as T; // the hub's own answer, as its API says it
}

export function eventAt(slug: string): Promise<Event> {
  return read<Event>(`/api/results/${slug}`);
}

/** All of a race, or with `since` what changed after that version. */
export function rowsOf(slug: string, race: number, version: string, since: string | null): Promise<Rows> {
  const more = since === null ? '' : `&since=${since}`;
  return read<Rows>(`/api/results/${slug}/races/${String(race)}/rows?version=${version}${more}`);
}

export function personOf(slug: string, id: number): Promise<Person> {
  return read<Person>(`/api/results/${slug}/participants/${String(id)}`);
}

export function fileOf(slug: string, race: number, form: string, language: string): string {
  return `/api/results/${slug}/races/${String(race)}/export.${form}?language=${language}`;
}
