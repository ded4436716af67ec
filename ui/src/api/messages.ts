/**
 * Why: here the texts of the stream become one of six kinds of message or nothing at all. Fields that a
 * newer hub may add are ignored; a field that must be there and is not refuses the message.
 */
import { type Assignment, parseAssignment } from './assignment';
import { type Fields, decode, each, fields, identity, number, text } from './fields';

/** One runner at one place, as the hub believes it now. Instants are ms UTC. */
export interface Passing {
  /** The timing session that it belongs to. */
  readonly session: string;
  /** `location:tag:number`; the same key again is a correction, never a second runner. */
  readonly key: string;
  readonly version: number;
  readonly location: string;
  readonly at: number | null;
  /** Local wall time at the place, ready to show. */
  readonly time: string | null;
  readonly tag: string;
  /** Null, like every field about the person, while the tag is on no roster. */
  readonly bib: string | null;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly town: string | null;
  readonly race: string | null;
  readonly raceId: string | null;
  readonly lap: number | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly gender: string | null;
  readonly age: number | null;
  readonly division: string | null;
  readonly team: string | null;
  readonly wave: string | null;
  /** When the hub received the read. */
  readonly received: number;
  readonly corrected: boolean;
  /** What the crossing means for the race, as the hub tells it (live/messages.py, Result); null: not known yet. */
  readonly result: Fields | null;
}

export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface Snapshot {
  readonly kind: 'snapshot';
  readonly session: string;
  readonly epoch: string;
  readonly version: number;
  readonly now: number;
  readonly locations: readonly Place[];
  /** Oldest first. */
  readonly passings: readonly Passing[];
}

export interface Changes {
  readonly kind: 'changes';
  readonly session: string;
  readonly epoch: string | null;
  readonly version: number;
  /** The version these changes start from: later than ours means that we missed some. */
  readonly since: number;
  readonly now: number;
  readonly passings: readonly Passing[];
  readonly withdrawn: readonly string[];
}

export interface Beat {
  readonly kind: 'beat';
  /** Null: nothing feeds the display. */
  readonly session: string | null;
  readonly now: number;
  readonly version: number;
  /** Ms since the hub received its newest read; null when there was none yet. */
  readonly age: number | null;
  readonly locations: readonly { readonly id: string; readonly age: number | null }[];
}

/** A live query, whole: the rows of a leader-board, or when races start. */
export interface Feed {
  readonly kind: 'feed';
  /** As `feedKey` of binding/values.ts makes it. */
  readonly key: string;
  /** In their order; a runner's passing is his result. */
  readonly rows: readonly Passing[];
}

export interface Bye {
  readonly kind: 'bye';
  readonly reason: string;
}

export type Message = Assignment | Snapshot | Changes | Beat | Feed | Bye;

/** Event names on the wire. */
export const WIRE_EVENTS = ['assignment', 'snapshot', 'changes', 'hb', 'feed', 'bye'] as const;
export type WireEvent = (typeof WIRE_EVENTS)[number];

function parsePassing(session: string, value: unknown): Passing | null {
  const row = fields(value);
  const key = text(row?.['key']);
  const version = number(row?.['version']);
  if (row === null || key === null || version === null) return null;
  return {
    session,
    key,
    version,
    location: text(row['location']) ?? '',
    at: number(row['at']),
    time: text(row['time']),
    tag: text(row['tag']) ?? '',
    bib: text(row['bib']),
    name: text(row['name']),
    firstName: text(row['first_name']),
    lastName: text(row['last_name']),
    town: text(row['town']),
    race: text(row['race']),
    raceId: identity(row['race_id']),
    lap: number(row['lap']),
    city: text(row['city']),
    state: text(row['state']),
    country: text(row['country']),
    gender: text(row['gender']),
    age: number(row['age']),
    division: text(row['division']),
    team: text(row['team']),
    wave: text(row['wave']),
    received: number(row['received']) ?? 0,
    corrected: row['corrected'] === true,
    result: fields(row['result']),
  };
}

function parsePassings(session: string, value: unknown): readonly Passing[] {
  return each(value, (item) => parsePassing(session, item));
}

function parsePlace(value: unknown): Place | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  return row === null || id === null ? null : { id, name: text(row['name']) ?? '' };
}

/** A timing session says who it is by number, or whole. */
function sessionOf(row: Fields): string | null {
  return identity(row['session']) ?? identity(fields(row['session'])?.['id']);
}

function parseSnapshot(row: Fields): Snapshot | null {
  const session = sessionOf(row);
  const epoch = identity(row['epoch']);
  const version = number(row['version']);
  const now = number(row['now']);
  if (session === null || epoch === null || version === null || now === null) return null;
  const passings = parsePassings(session, row['passings']);
  return { kind: 'snapshot', session, epoch, version, now, locations: each(row['locations'], parsePlace), passings };
}

function parseChanges(row: Fields): Changes | null {
  const session = sessionOf(row);
  const version = number(row['version']);
  const since = number(row['since']);
  const now = number(row['now']);
  if (session === null || version === null || since === null || now === null) return null;
  return {
    kind: 'changes',
    session,
    epoch: identity(row['epoch']),
    version,
    since,
    now,
    passings: parsePassings(session, row['passings']),
    withdrawn: each(row['withdrawn'], text),
  };
}

function parseAge(value: unknown): Beat['locations'][number] | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  return row === null || id === null ? null : { id, age: number(row['age']) };
}

function parseBeat(row: Fields): Beat | null {
  const now = number(row['now']);
  if (now === null) return null;
  return {
    kind: 'beat',
    session: sessionOf(row),
    now,
    version: number(row['version']) ?? 0,
    age: number(row['age']),
    locations: each(row['locations'], parseAge),
  };
}

function parseFeed(row: Fields): Feed {
  return { kind: 'feed', key: text(row['key']) ?? '', rows: parsePassings('', row['rows']) };
}

/** Null when the text is not a message of that name; the caller then asks for a snapshot. */
export function parseMessage(event: WireEvent, data: string): Message | null {
  const row = decode(data);
  if (event === 'bye') return { kind: 'bye', reason: text(row?.['reason']) ?? '' };
  if (row === null) return null;
  switch (event) {
    case 'assignment':
      return parseAssignment(row);
    case 'snapshot':
      return parseSnapshot(row);
    case 'changes':
      return parseChanges(row);
    case 'hb':
      return parseBeat(row);
    case 'feed':
      return parseFeed(row);
  }
}
