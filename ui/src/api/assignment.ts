/**
 * Why: what a screen has to show is told as a state, never as a command: whoever hears it late, twice or
 * after a restart does the right thing. A hub that leaves something out means the usual.
 */
import { type Fields, each, fields, identity, instant, number, text, word } from './fields';
import { type ScreenSettings, parseSettings } from './screen-settings';

export type Language = 'en' | 'de';
export type Mode = 'results' | 'pre_race';

/** A race as a template may show it; `startAt` is the plan, ms UTC. */
export interface EventRace {
  readonly id: string;
  readonly name: string;
  readonly distanceM: number | null;
  readonly startAt: number | null;
}

export interface AssignedEvent {
  readonly name: string;
  /** ISO 8601. */
  readonly date: string;
  readonly races: readonly EventRace[];
}

/** The operator's workspace that is shown. */
export interface DisplaySession {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  /** A starter's name, or the number of a template of the partner. */
  readonly template: string;
  /** Of the document that is to be drawn; null: the hub knows none. */
  readonly templateHash: string | null;
  /** The same, for a screen that stands upright; null: the other one is good for both. */
  readonly templateHashPortrait: string | null;
  /** Whether tags that are on no roster are shown. */
  readonly unknown: 'hidden' | 'shown';
  /** Only runners of these; empty: of all. */
  readonly raceIds: readonly string[];
  /** Lines for runners. */
  readonly messages: readonly string[];
  readonly showMs: number | null;
  readonly idleAfterMs: number | null;
  readonly calm: boolean;
  readonly language: Language | null;
  readonly event: AssignedEvent | null;
  /** Ms UTC; who waits since before is dropped. */
  readonly queueClearedAt: number | null;
}

export interface BoundLocation {
  readonly name: string;
  readonly role: string;
  readonly shown: boolean;
}

/** A timing session that feeds the display. */
export interface BoundTiming {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
  readonly open: boolean;
  readonly onlyListed: boolean;
  readonly locations: readonly BoundLocation[];
}

/** What operators ask of this one screen. */
export interface ScreenOrders {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly group: string;
  readonly language: Language | null;
  /** Names; null: all that the session shows. */
  readonly locations: readonly string[] | null;
  readonly blank: boolean;
  /** Ms UTC. */
  readonly identifyUntil: number | null;
  /** It reloads when this rises. */
  readonly reloads: number;
  readonly settings: ScreenSettings;
  /** Ms UTC; as the session's, for this screen alone. */
  readonly queueClearedAt: number | null;
}

export interface Notice {
  readonly id: string;
  readonly kind: 'message' | 'emergency';
  readonly text: string;
  /** Ms UTC; null: until it is taken back. */
  readonly until: number | null;
}

export interface Assignment {
  readonly kind: 'assignment';
  readonly now: number;
  readonly label: string;
  /** Ms UTC; until then nothing is shown. Null: the link works. */
  readonly opensAt: number | null;
  readonly session: DisplaySession | null;
  readonly timing: readonly BoundTiming[];
  readonly screen: ScreenOrders | null;
  readonly notice: Notice | null;
}

export function parseLanguage(value: unknown): Language | null {
  return value === 'en' || value === 'de' ? value : null;
}

function parseRace(value: unknown): EventRace | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  if (row === null || id === null) return null;
  return { id, name: text(row['name']) ?? '', distanceM: number(row['distance_m']), startAt: instant(row['start_at']) };
}

function parseEvent(value: unknown): AssignedEvent | null {
  const row = fields(value);
  if (row === null) return null;
  return { name: text(row['name']) ?? '', date: text(row['date']) ?? '', races: each(row['races'], parseRace) };
}

function parseHash(value: unknown): string | null {
  const told = text(value);
  return told !== null && /^[0-9a-f]{64}$/.test(told) ? told : null;
}

function parseSession(value: unknown): DisplaySession | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  if (row === null || id === null) return null;
  const settings = fields(row['settings']);
  return {
    id,
    name: text(row['name']) ?? '',
    mode: word(row['mode'], 'results', 'pre_race'),
    template: text(row['template']) ?? 'standard',
    templateHash: parseHash(row['template_hash']),
    templateHashPortrait: parseHash(row['template_hash_portrait']),
    event: parseEvent(row['event']),
    unknown: word(row['unknown'], 'hidden', 'shown'),
    raceIds: each(row['race_ids'], identity),
    messages: each(row['messages'], text),
    showMs: number(settings?.['show_ms']),
    idleAfterMs: number(settings?.['idle_after_ms']),
    calm: settings?.['calm'] === true,
    language: parseLanguage(settings?.['language']),
    queueClearedAt: instant(row['queue_cleared_at']),
  };
}

function parseLocation(value: unknown): BoundLocation | null {
  const row = fields(value);
  const name = text(row?.['name']);
  if (row === null || name === null) return null;
  return { name, role: text(row['role']) ?? '', shown: row['shown'] !== false };
}

function parseTiming(value: unknown): BoundTiming | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  if (row === null || id === null) return null;
  return {
    id,
    name: text(row['name']) ?? '',
    zone: text(row['zone']),
    open: row['state'] !== 'closed',
    onlyListed: row['only_listed'] === true,
    locations: each(row['locations'], parseLocation),
  };
}

function parseScreen(value: unknown): ScreenOrders | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  if (row === null || id === null) return null;
  return {
    id,
    number: number(row['number']) ?? 0,
    name: text(row['name']) ?? '',
    group: text(row['group']) ?? '',
    language: parseLanguage(row['language']),
    locations: Array.isArray(row['locations']) ? each(row['locations'], text) : null,
    blank: row['blank'] === true,
    identifyUntil: instant(row['identify_until']),
    reloads: number(row['reloads']) ?? 0,
    settings: parseSettings(row['settings']),
    queueClearedAt: instant(row['queue_cleared_at']),
  };
}

function parseNotice(value: unknown): Notice | null {
  const row = fields(value);
  const id = identity(row?.['id']);
  const words = text(row?.['text']);
  if (row === null || id === null || words === null) return null;
  return { id, kind: word(row['kind'], 'message', 'emergency'), text: words, until: instant(row['until']) };
}

/** Null without the hub's time: then it is no assignment. */
export function parseAssignment(row: Fields): Assignment | null {
  const now = number(row['now']);
  if (now === null) return null;
  return {
    kind: 'assignment',
    now,
    label: text(row['label']) ?? '',
    opensAt: row['state'] === 'waiting' ? instant(row['opens_at']) : null,
    session: parseSession(row['session']),
    timing: each(row['timing'], parseTiming),
    screen: parseScreen(row['screen']),
    notice: parseNotice(row['notice']),
  };
}
