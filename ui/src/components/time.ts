/**
 * Why one formatter: a time of a race means nothing without its zone, so every instant is shown in the zone it is
 * told (the event's, else the partner's), always with 24 hours and with the month in letters, which nobody misreads.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from './zone';

export type Instant = number | string | Date;

export interface Format {
  /** 22 Nov 2026 */
  date: (at: Instant) => string;
  /** 14:02 */
  time: (at: Instant) => string;
  /** 14:02:15 */
  clock: (at: Instant) => string;
  /** 22 Nov 2026, 14:02 */
  dateTime: (at: Instant) => string;
  /** 22 Nov 2026, 14:02:15 CET: for logs, where the zone must be seen. */
  exact: (at: Instant) => string;
  /** A calendar day (2026-11-22) that is no instant: the same in every zone. */
  day: (isoDate: string) => string;
  /** 3 minutes ago; in 2 days */
  ago: (at: Instant, now?: number) => string;
  /** 12,345 */
  number: (value: number, maximumFractionDigits?: number) => string;
  /** 37 % */
  percent: (part: number) => string;
}

/** English as most of the world writes dates; there is no locale "international". */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
];

export function makeFormat(language: string, zone?: string): Format {
  const locale = LOCALES[language] ?? language;
  const inZone = (options: Intl.DateTimeFormatOptions): (at: Instant) => string => {
    const format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...(zone === undefined ? {} : { timeZone: zone }), ...options });
    return (at) => format.format(new Date(at));
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...date, timeZone: 'UTC' });
  return {
    date: inZone(date),
    time: inZone(minutes),
    clock: inZone({ ...minutes, second: '2-digit' }),
    dateTime: inZone({ ...date, ...minutes }),
    exact: inZone({ ...date, ...minutes, second: '2-digit', timeZoneName: 'short' }),
    day: (isoDate) => day.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)),
    ago: (at, now = Date.now()) => ago(relative, (new Date(at).getTime() - now) / 1000),
    number: (value, maximumFractionDigits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value),
    percent: (part) => new Intl.NumberFormat(locale, { style: 'percent' }).format(part),
  };
}

function ago(format: Intl.RelativeTimeFormat, seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return format.format(Math.trunc(seconds / size), unit);
}

/** In the language of the page; in the event's zone, else in the partner's. Without a `zone`: that of where we are. */
export function useFormat(zone?: string): Format {
  const { i18n } = useTranslation();
  const here = useZone();
  return useMemo(() => makeFormat(i18n.language, zone ?? here), [i18n.language, zone, here]);
}
