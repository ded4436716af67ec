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

function made<T>(key: string, make: () => T): T {
  if (MADE.size > 200) MADE.clear();
  let found = MADE.get(key) as T | undefined;
  if (found === undefined) MADE.set(key, found = make());
  return found;
}

/** An unknown locale or zone is the browser's: a screen never stops for a word. */
function tried<T>(make: () => T, otherwise: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return otherwise();
    throw error;
  }
}

function digits(locale: string, least: number, decimals = 0): Intl.NumberFormat {
  const options = { useGrouping: false, minimumIntegerDigits: least, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return made(`n${String(least)},${String(decimals)}${locale}`, () => tried(() => new Intl.NumberFormat(locale, options), () => new Intl.NumberFormat('en', options)));
}

function counted(value: number, fmt: NumberFormat, locale: string): string {
  if (fmt.pad !== undefined) return digits(locale, Math.min(21, Math.max(1, fmt.pad)), fmt.digits ?? 0).format(value);
  const options = fmt.digits === undefined ? {} : { minimumFractionDigits: fmt.digits, maximumFractionDigits: fmt.digits };
  return made(`g${String(fmt.digits)}${locale}`, () => tried(() => new Intl.NumberFormat(locale, options), () => new Intl.NumberFormat('en', options))).format(value);
}

const DOT = ' de da nb nn no fi cs sk pl hu hr sl sr et lv is tr ';
const EN: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const MARKS: Readonly<Record<string, string>> = { es: '.º', pt: '.º', it: 'º', nl: 'e', sv: ':e', ca: 'è' };

function ordinal(value: number, locale: string): string {
  const language = locale.slice(0, 2);
  const number = digits(locale, 1).format(value);
  if (DOT.includes(` ${language} `)) return `${number}.`;
  if (language === 'fr') return number + (value === 1 ? 'er' : 'e');
  if (language === 'en') return number + (EN[made('o', () => new Intl.PluralRules('en', { type: 'ordinal' })).select(value)] ?? '');
  return number + (MARKS[language] ?? '');
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
  const one = digits(locale, 1);
  const seconds = digits(locale, alone ? 1 : 2, decimals).format(all / unit - minutes * 60);
  const before = long ? `${one.format(hours)}:${digits(locale, 2).format(minutes - hours * 60)}:` : alone ? '' : `${one.format(minutes)}:`;
  return `${ms < 0 && all > 0 ? '−' : ''}${before}${seconds}`;
}

/** A day has 24 hours, unless the locale names a country that counts otherwise. */
function hours(locale: string): Intl.DateTimeFormatOptions {
  return /-[a-z]{2}\b/i.test(locale) ? { hour: 'numeric' } : { hour: '2-digit', hourCycle: 'h23' };
}

/** Time of day. */
function time(ms: number, fmt: TimeFormat, { locale, zone }: Locale): string {
  const place = fmt.zone === 'screen' ? null : zone;
  return made(`t${fmt.style ?? ''}${locale}${place ?? ''}`, () => {
    const options: Intl.DateTimeFormatOptions = { ...hours(locale), minute: '2-digit', ...(fmt.style === 'short' ? {} : { second: '2-digit' }) };
    return tried(() => new Intl.DateTimeFormat(locale, place === null ? options : { ...options, timeZone: place }), () => new Intl.DateTimeFormat('en', options));
  }).format(ms);
}

const MILE = 1.609344;

/** `ms` for a kilometre. */
function pace(ms: number, unit: string, locale: string): string {
  if (ms <= 0) return '';
  const each = unit.endsWith('mi') || unit === 'mph' ? ms * MILE : ms;
  if (unit.startsWith('min')) return `${duration(each, { as: 'duration', pattern: 'm:ss', round: 'nearest' }, locale)} ${unit}`;
  const speed = unit === 'mph' ? 3_600_000 / each : 3_600_000 / ms;
  return `${digits(locale, 1, 1).format(speed)} ${unit}`;
}

type Names = new (locales: string[], options: { type: 'region' }) => { of(code: string): string | undefined };

/** Regional letters, which a browser that has the flag draws as one. */
function country(code: string, show: CountryFormat['show'], locale: string): string {
  if (!/^[a-z]{2}$/i.test(code) || show === 'code') return code.toUpperCase();
  const upper = code.toUpperCase();
  if (show === 'flag') return String.fromCodePoint(...[...upper].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
  // Engines of 2019 do not know the names of countries.
  const { DisplayNames } = Intl as unknown as { readonly DisplayNames?: Names };
  if (DisplayNames === undefined) return upper;
  return made(`c${locale}`, () => tried(() => new DisplayNames([locale], { type: 'region' }), () => new DisplayNames(['en'], { type: 'region' }))).of(upper) ?? upper;
}

function cased(text: string, fmt: TextFormat, locale: string): string {
  const upper = (part: string): string => tried(() => part.toLocaleUpperCase(locale), () => part.toUpperCase());
  const lower = (part: string): string => tried(() => part.toLocaleLowerCase(locale), () => part.toLowerCase());
  let found = text;
  if (fmt.case === 'upper') found = upper(text);
  else if (fmt.case === 'lower') found = lower(text);
  else if (fmt.case === 'title') found = lower(text).replace(/(^|[\s\-’'])([^\s\-’'])/gu, (_all, before: string, letter: string) => before + upper(letter));
  if (fmt.max === undefined) return found;
  const letters = [...found];
  return letters.length <= fmt.max ? found : `${letters.slice(0, Math.max(0, fmt.max - 1)).join('').trimEnd()}…`;
}

/** A number that came as text is one only where a number can be counted or ranked; times that came as text stand as they came. */
function numberOf(value: string | number | boolean, as: Format['as']): number | null {
  const number = typeof value === 'string' && (as === 'number' || as === 'ordinal') ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Empty for what is not known. */
export function format(value: Value, fmt: Format, where: Locale): string {
  if (value === null || value === undefined || value === '' || typeof value === 'object' || value === false) return '';
  if (fmt.as === 'text') return cased(value === true ? '✓' : String(value), fmt, where.locale);
  if (fmt.as === 'country') return country(String(value), fmt.show, where.locale);
  const number = numberOf(value, fmt.as);
  return number === null ? String(value) : figure(number, fmt, where);
}

function figure(number: number, fmt: Exclude<Format, TextFormat | CountryFormat>, where: Locale): string {
  switch (fmt.as) {
    case 'number': return counted(number, fmt, where.locale);
    case 'ordinal': return ordinal(number, where.locale);
    case 'duration': return duration(number, fmt, where.locale);
    case 'time': return time(number, fmt, where);
    case 'pace': return pace(number, fmt.unit ?? 'min/km', where.locale);
  }
}
