/** Why: two languages, some forty sentences; each page has those of its own, and both have the words for a result. */

export type Language = 'en' | 'de';

export function preferred(told: string | null = null): Language {
  return /^de\b/i.test(told ?? navigator.language) ? 'de' : 'en';
}

export interface ResultWords {
  readonly bib: string;
  readonly statuses: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
  readonly sexes: Readonly<Record<string, string>>;
  readonly among: Readonly<Record<string, string>>;
  readonly of: string;
  readonly gun: string;
  readonly chip: string;
  readonly pace: string;
  readonly point: string;
  readonly time: string;
  readonly clock: string;
  readonly place: string;
  readonly noName: string;
  readonly penalty: string;
  readonly expected: string;
  readonly between: string;
}

const EN: ResultWords = {
  bib: 'Bib {bib}',
  statuses: { not_started: 'Not heard at any mat yet', started: 'Started', on_course: 'On the course', finished: 'Finished', dnf: 'Did not finish', dns: 'Did not start', dq: 'Disqualified' },
  states: { live: 'The race is on: places may still change.', provisional: 'Provisional result', official: 'Official result' },
  sexes: { F: 'Women', M: 'Men', X: 'Non-binary' },
  among: { overall: 'Overall', wave: 'Wave {of}', group: '{of}' },
  of: 'of {n}', gun: 'Gun time', chip: 'Chip time', pace: 'Pace', point: 'Point', time: 'Time', clock: 'Time of day', place: 'Place',
  noName: 'Name not shown', penalty: 'A penalty of {time} is included.', expected: 'expected', between: '{from} – {to}',
};

const DE: ResultWords = {
  bib: 'Startnummer {bib}',
  statuses: { not_started: 'Noch an keiner Matte erfasst', started: 'Gestartet', on_course: 'Auf der Strecke', finished: 'Im Ziel', dnf: 'Aufgegeben', dns: 'Nicht gestartet', dq: 'Disqualifiziert' },
  states: { live: 'Das Rennen läuft: Plätze können sich noch ändern.', provisional: 'Vorläufiges Ergebnis', official: 'Offizielles Ergebnis' },
  sexes: { F: 'Frauen', M: 'Männer', X: 'Divers' },
  among: { overall: 'Gesamt', wave: 'Welle {of}', group: '{of}' },
  of: 'von {n}', gun: 'Bruttozeit', chip: 'Nettozeit', pace: 'Tempo', point: 'Messpunkt', time: 'Zeit', clock: 'Uhrzeit', place: 'Platz',
  noName: 'Name nicht angezeigt', penalty: 'Eine Zeitstrafe von {time} ist enthalten.', expected: 'erwartet', between: '{from} – {to}',
};

export const RESULT_WORDS: Readonly<Record<Language, ResultWords>> = { en: EN, de: DE };

/** `{n}` and the like, filled. */
export function said(text: string, filled: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));
}

export function counted(value: number, language: Language): string {
  return value.toLocaleString(language);
}

/** Time of day in the zone of the race; a browser that does not know it takes its own. */
export function clock(at: string | number, zone: string, seconds = false): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds ? { second: '2-digit' } as const : {}) } as const;
  return new Intl.DateTimeFormat('en-GB', known(zone) ? { ...options, timeZone: zone } : options).format(new Date(at));
}

/** Day of the week and time: what lasts a day ends tomorrow. */
export function moment(at: string, zone: string, language: Language): string {
  const which = (timeZone?: string): string => new Intl.DateTimeFormat(language, { weekday: 'long', ...(timeZone === undefined ? {} : { timeZone }) }).format(new Date(at));
  return `${known(zone) ? which(zone) : which()} ${clock(at, zone)}`;
}

function known(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function day(date: string, language: Language): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', options).format(new Date(`${date}T00:00:00Z`));
}
