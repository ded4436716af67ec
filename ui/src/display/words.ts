/**
 * Why: every sentence that can be read on a display stands here or in sayings.ts, in each of its languages, so
 * that nobody can write a technical one, or an English one, by accident. Here are those that the first picture
 * may need. Numbers and times are written as the language writes them, times in the zone of the race.
 */
import type { Language, Mode } from '../api/assignment';
import { dated } from '../binding/format';

export interface Words {
  readonly language: Language;
  readonly hubAway: string;
  readonly waiting: Readonly<Record<Mode, string>>;
  readonly latest: Readonly<Record<Mode, string>>;
  readonly nothingBound: string;
  readonly alsoIn: string;
  readonly bib: (bib: string) => string;
  readonly chip: (tag: string) => string;
  readonly fallbackTitle: string;
  readonly opens: (at: number, zone: string | null) => string;
}

const DAY_AND_TIME = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function english(): Words {
  return {
    language: 'en',
    hubAway: 'no connection to the timing hub',
    waiting: { results: 'Waiting for the first runner', pre_race: 'Runners are welcomed here' },
    latest: { results: 'Latest runners', pre_race: 'Just arrived' },
    nothingBound: 'No timing feeds this display yet',
    alsoIn: 'Also in',
    bib: (bib) => `Bib ${bib}`,
    chip: (tag) => `Chip ${tag}`,
    fallbackTitle: 'Live at the line',
    opens: (at, zone) => `Opens ${dated('en-GB', DAY_AND_TIME, zone).format(at)}`,
  };
}

function german(): Words {
  return {
    language: 'de',
    hubAway: 'keine Verbindung zur Zeitnahme',
    waiting: { results: 'Wir warten auf die Ersten', pre_race: 'Hier werden alle begrüßt, die starten' },
    latest: { results: 'Zuletzt im Bild', pre_race: 'Gerade angekommen' },
    nothingBound: 'Noch speist keine Zeitnahme diese Anzeige',
    alsoIn: 'Auch da',
    bib: (bib) => `Startnummer ${bib}`,
    chip: (tag) => `Chip ${tag}`,
    fallbackTitle: 'Live an der Linie',
    opens: (at, zone) => `Öffnet ${dated('de', DAY_AND_TIME, zone).format(at)}`,
  };
}

const MADE = new Map<Language, Words>();

/** Made once for each language: parts of the picture are compared by identity. */
export function wordsOf(language: Language): Words {
  const words = MADE.get(language) ?? (language === 'de' ? german() : english());
  MADE.set(language, words);
  return words;
}

/** Of the first language that somebody chose: for the screen, for the session, for the browser. */
export function spoken(chosen: readonly (Language | null | undefined)[], browser: string): Words {
  const language = chosen.find((each): each is Language => each === 'en' || each === 'de');
  return wordsOf(language ?? (/^de\b/i.test(browser) ? 'de' : 'en'));
}
