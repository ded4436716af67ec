/**
 * Why: how one screen shows what it is given: its glass, its light, its sound, and which runners. What the hub
 * leaves out is as usual, so a picture that was kept before a setting existed can be read too.
 */
import { each, fields, identity, number, text, word } from './fields';

export interface NightHours {
  /** Minutes of the day, in the zone of the race; `until` may lie on the next one. */
  readonly start: number;
  readonly until: number;
  readonly brightness: number;
}

export interface ScreenSettings {
  readonly fit: 'contain' | 'cover' | 'actual';
  /** Pixels of the glass. */
  readonly x: number;
  readonly y: number;
  readonly rotation: 0 | 90 | 180 | 270;
  /** Percent. */
  readonly brightness: number;
  readonly night: NightHours | null;
  readonly burnInGuard: boolean;
  readonly sound: boolean;
  readonly calm: boolean;
  /** Only runners of these; empty: all. */
  readonly races: readonly string[];
  readonly genders: readonly string[];
  readonly divisions: readonly string[];
  readonly showMs: number | null;
}

export const USUAL_SETTINGS: ScreenSettings = {
  fit: 'contain', x: 0, y: 0, rotation: 0, brightness: 100, night: null, burnInGuard: true, sound: false, calm: false,
  races: [], genders: [], divisions: [], showMs: null,
};

function minutes(value: unknown, usual: number): number {
  const [, hours, rest] = /^(\d\d):(\d\d)$/.exec(text(value) ?? '') ?? [];
  return hours === undefined ? usual : Number(hours) * 60 + Number(rest);
}

function parseNight(value: unknown): NightHours | null {
  const row = fields(value);
  if (row === null) return null;
  return { start: minutes(row['start'], 22 * 60), until: minutes(row['until'], 6 * 60), brightness: number(row['brightness']) ?? 40 };
}

export function parseSettings(value: unknown): ScreenSettings {
  const row = fields(value);
  if (row === null) return USUAL_SETTINGS;
  const rotation = number(row['rotation']);
  return {
    fit: word(row['fit'], 'contain', 'cover', 'actual'),
    x: number(row['x']) ?? 0,
    y: number(row['y']) ?? 0,
    rotation: rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0,
    brightness: number(row['brightness']) ?? 100,
    night: parseNight(row['night']),
    burnInGuard: row['burn_in_guard'] !== false,
    sound: row['sound'] === true,
    calm: row['calm'] === true,
    races: each(row['races'], identity),
    genders: each(row['genders'], text),
    divisions: each(row['divisions'], text),
    showMs: number(row['show_ms']),
  };
}
