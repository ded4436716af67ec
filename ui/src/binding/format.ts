/**
 * Why: the one place where a value becomes text. Locale and zone are the template's and the race's, never the browser's; makers of
 * Intl are slow, so each is made once.
 */
import type { CountryFormat, DurationFormat, Format, NumberFormat, TextFormat, TimeFormat } from '../document/schema';
import type { Value } from './values';

export interface Locale {
  readonly locale: string;
  /** IANA zone of the race; null: the screen's own. */
  readonly zone: string | null;
}

const MADE = new Map<string, unknown>();
const MOST = 300;

type Maker<O, T> = new (locale: string, options: O) => T;

/** An unknown locale or zone is the browser's: a screen never stops for a word. */
function make<O extends object, T>(Made: Maker<O, T>, locale: string, options: O): T {
  try {
    return new Made(locale, options);
  } catch (error) {
    if (error instanceof RangeError) return new Made('en', { ...options, timeZone: undefined });
    throw error;
  }
}

function intl<O extends object, T>(Made: Maker<O, T>, locale: string, options: O): T {
  const key = Made.name + locale + JSON.stringify(options);
  let found = MADE.get(key) as T | undefined;
  if (found === undefined) {
    if (MADE.size > MOST) MADE.clear();
    MADE.set(key, found = make(Made, locale, options));
  }
  return found;
}

function counted(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  return intl<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat, locale, options).format(value);
}

/** Digits of the locale, without anything between them. */
function digits(value: number, locale: string, least = 1, decimals = 0): string {
  return counted(value, locale, { useGrouping: false, minimumIntegerDigits: least, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function number(value: number, { digits: decimals, pad }: NumberFormat, locale: string): string {
  if (pad !== undefined) return digits(value, locale, Math.min(21, Math.max(1, pad)), decimals);
  return counted(value, locale, decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

const DOT = ' de da nb nn no fi cs sk pl hu hr sl sr et lv is tr ';
const EN: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const MARKS: Readonly<Record<string, string>> = { es: '.º', pt: '.º', it: 'º', nl: 'e', sv: ':e', ca: 'è' };

function ordinal(value: number, locale: string): string {
  const language = locale.slice(0, 2);
  const rank = language === 'en' ? new Intl.PluralRules('en', { type: 'ordinal' }).select(value) : '';
  const mark = language === 'fr' ? value === 1 ? 'er' : 'e' : DOT.includes(` ${language} `) ? '.' : EN[rank] ?? MARKS[language] ?? '';
  return digits(value, locale) + mark;
}

const ROUND = { floor: Math.floor, ceil: Math.ceil, nearest: Math.round } as const;

/** In whole units of which `unit` make a second. Of what others have computed, a thousandth too much is no begun second. */
function rounded(ms: number, unit: number, round: DurationFormat['round'] = 'ceil'): number {
  return ROUND[round](Math.round(Math.abs(ms)) * unit / 1000);
}

/** No leading zeros; a begun second counts, as at every finish line. */
export function duration(ms: number, { pattern = 'auto', round }: DurationFormat, locale: string): string {
  const decimals = (/\.S+/.exec(pattern)?.[0].length ?? 1) - 1;
  const unit = 10 ** decimals;
  const all = rounded(ms, unit, round);
  const minutes = Math.floor(all / unit / 60);
  const hours = pattern === 'm:ss' ? 0 : Math.floor(minutes / 60);
  const long = hours > 0 || pattern.startsWith('h');
  const alone = pattern === 'auto' && minutes === 0;
  const seconds = digits(all / unit - minutes * 60, locale, alone ? 1 : 2, decimals);
  const before = long ? `${digits(hours, locale)}:${digits(minutes - hours * 60, locale, 2)}:` : alone ? '' : `${digits(minutes, locale)}:`;
  return (ms < 0 && all > 0 ? '−' : '') + before + seconds;
}

/** A day has 24 hours, unless the locale names a country that counts otherwise. */
function hours(locale: string): { hour: 'numeric' | '2-digit'; hourCycle?: 'h23' } {
  return /-[a-z]{2}\b/i.test(locale) ? { hour: 'numeric' } : { hour: '2-digit', hourCycle: 'h23' };
}

/** In that zone; one that the engine does not know, or none, means its own. */
export function dated(locale: string, options: Intl.DateTimeFormatOptions, zone: string | null): Intl.DateTimeFormat {
  return intl<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat, locale, zone === null ? options : { ...options, timeZone: zone });
}

/** Time of day. */
function time(ms: number, { style, zone: whose }: TimeFormat, { locale, zone }: Locale): string {
  const options: Intl.DateTimeFormatOptions = { ...hours(locale), minute: '2-digit' };
  if (style !== 'short') options.second = '2-digit';
  return dated(locale, options, whose === 'screen' ? null : zone).format(ms);
}

const MILE = 1.609344;

/** `ms` for a kilometre. */
function pace(ms: number, unit: string, locale: string): string {
  if (ms <= 0) return '';
  const each = unit.endsWith('mi') || unit === 'mph' ? ms * MILE : ms;
  const figure = unit.startsWith('min') ? duration(each, { as: 'duration', pattern: 'm:ss', round: 'nearest' }, locale) : digits(3_600_000 / each, locale, 1, 1);
  return `${figure} ${unit}`;
}

interface Names { of(code: string): string | undefined }

/** Regional letters, which a browser that has the flag draws as one. */
function country(code: string, show: CountryFormat['show'], locale: string): string {
  if (!/^[a-z]{2}$/i.test(code) || show === 'code') return code.toUpperCase();
  const upper = code.toUpperCase();
  if (show === 'flag') return String.fromCodePoint(...[...upper].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
  // Engines of 2019 do not know the names of countries.
  const { DisplayNames } = Intl as unknown as { readonly DisplayNames?: Maker<object, Names> };
  return DisplayNames === undefined ? upper : intl(DisplayNames, locale, { type: 'region' }).of(upper) ?? upper;
}

function cased(text: string, { case: wanted, max }: TextFormat, locale: string): string {
  // A locale that nobody knows has the letters of English.
  const [language] = intl<object, Intl.Collator>(Intl.Collator, locale, {}).resolvedOptions().locale.split('-');
  const upper = (part: string): string => part.toLocaleUpperCase(language);
  const lower = wanted === 'lower' || wanted === 'title' ? text.toLocaleLowerCase(language) : text;
  const found = wanted === 'upper' ? upper(text) : wanted === 'title' ? lower.replace(/(^|[\s\-’'])\S/gu, upper) : lower;
  const letters = [...found];
  return max === undefined || letters.length <= max ? found : `${letters.slice(0, Math.max(0, max - 1)).join('').trimEnd()}…`;
}

/** A number that came as text is one only where a number can be counted or ranked; times that came as text stand as they came. */
function numberOf(value: string | number | boolean, as: Format['as']): number | null {
  const found = typeof value === 'string' && (as === 'number' || as === 'ordinal') ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** Empty for what is not known. */
export function format(value: Value, fmt: Format, where: Locale): string {
  if (value === null || value === undefined || value === '' || typeof value === 'object' || value === false) return '';
  if (fmt.as === 'text') return cased(value === true ? '✓' : String(value), fmt, where.locale);
  if (fmt.as === 'country') return country(String(value), fmt.show, where.locale);
  const found = numberOf(value, fmt.as);
  return found === null ? String(value) : figure(found, fmt, where);
}

function figure(value: number, fmt: Exclude<Format, TextFormat | CountryFormat>, where: Locale): string {
  switch (fmt.as) {
    case 'number': return number(value, fmt, where.locale);
    case 'ordinal': return ordinal(value, where.locale);
    case 'duration': return duration(value, fmt, where.locale);
    case 'time': return time(value, fmt, where);
    case 'pace': return pace(value, fmt.unit ?? 'min/km', where.locale);
  }
}
