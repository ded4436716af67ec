/**
 * Why: what comes over the line is somebody else's text until it has been looked at. Here it becomes
 * one of four kinds of message or nothing at all, so no other module ever asks "is this field there?".
 * Fields that a newer hub may add are ignored; a field that must be there and is not refuses the message.
 */

/** One runner at one place, as the hub believes it now. Instants are ms UTC. */
export interface Passing {
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
  readonly lap: number | null;
  /** When the hub received the read. */
  readonly received: number;
  readonly corrected: boolean;
}

export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface TimingSession {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
}

export interface Snapshot {
  readonly kind: 'snapshot';
  readonly epoch: string;
  readonly version: number;
  readonly now: number;
  readonly session: TimingSession | null;
  readonly locations: readonly Place[];
  /** Oldest first. */
  readonly passings: readonly Passing[];
}

export interface Changes {
  readonly kind: 'changes';
  readonly version: number;
  /** The version these changes start from: later than ours means that we missed some. */
  readonly since: number;
  readonly now: number;
  readonly passings: readonly Passing[];
  readonly withdrawn: readonly string[];
}

export interface Beat {
  readonly kind: 'beat';
  readonly now: number;
  readonly version: number;
  /** Ms since the hub received its newest read; null when there was none yet. */
  readonly age: number | null;
}

export interface Bye {
  readonly kind: 'bye';
  readonly reason: string;
}

export type Message = Snapshot | Changes | Beat | Bye;

/** Event names on the wire and the kind each becomes. */
export const WIRE_EVENTS = ['snapshot', 'changes', 'hb', 'bye'] as const;
export type WireEvent = (typeof WIRE_EVENTS)[number];

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Ids are compared, never counted with: number or text, here they are text. */
function identity(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : text(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parsePassing(value: unknown): Passing | null {
  const row = fields(value);
  const key = text(row?.['key']);
  const version = number(row?.['version']);
  if (row === null || key === null || version === null) return null;
  return {
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
    lap: number(row['lap']),
    received: number(row['received']) ?? 0,
    corrected: row['corrected'] === true,
  };
}

function parsePassings(value: unknown): readonly Passing[] {
  return list(value)
    .map(parsePassing)
    .filter((passing): passing is Passing => passing !== null);
}

export function parseSession(value: unknown): TimingSession | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  if (row === null || id === null) return null;
  return { id, name: text(row['name']) ?? '', zone: text(row['zone']) };
}

function parsePlace(value: unknown): Place | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  return row === null || id === null ? null : { id, name: text(row['name']) ?? '' };
}

function parseSnapshot(row: Fields): Snapshot | null {
  const epoch = identity(row['epoch']);
  const version = number(row['version']);
  const now = number(row['now']);
  if (epoch === null || version === null || now === null) return null;
  return {
    kind: 'snapshot',
    epoch,
    version,
    now,
    session: parseSession(row['session']),
    locations: list(row['locations'])
      .map(parsePlace)
      .filter((place): place is Place => place !== null),
    passings: parsePassings(row['passings']),
  };
}

function parseChanges(row: Fields): Changes | null {
  const version = number(row['version']);
  const since = number(row['since']);
  const now = number(row['now']);
  if (version === null || since === null || now === null) return null;
  return {
    kind: 'changes',
    version,
    since,
    now,
    passings: parsePassings(row['passings']),
    withdrawn: list(row['withdrawn']).filter((key): key is string => typeof key === 'string'),
  };
}

function parseBeat(row: Fields): Beat | null {
  const now = number(row['now']);
  if (now === null) return null;
  return { kind: 'beat', now, version: number(row['version']) ?? 0, age: number(row['age']) };
}

function decode(data: string): Fields | null {
  try {
    return fields(JSON.parse(data));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Null when the text is not a message of that name; the caller then asks for a snapshot. */
export function parseMessage(event: WireEvent, data: string): Message | null {
  const row = decode(data);
  if (event === 'bye') return { kind: 'bye', reason: text(row?.['reason']) ?? '' };
  if (row === null) return null;
  switch (event) {
    case 'snapshot':
      return parseSnapshot(row);
    case 'changes':
      return parseChanges(row);
    case 'hb':
      return parseBeat(row);
  }
}

/** Where in the stream we are: the event id `EPOCH:VERSION`. */
export interface Position {
  readonly epoch: string;
  readonly version: number;
}

export function parsePosition(id: string): Position | null {
  const cut = id.lastIndexOf(':');
  const version = Number(id.slice(cut + 1));
  if (cut < 1 || cut === id.length - 1 || !Number.isInteger(version)) return null;
  return { epoch: id.slice(0, cut), version };
}

export function formatPosition(position: Position): string {
  return `${position.epoch}:${String(position.version)}`;
}
