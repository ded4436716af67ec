/** Why: what a telephone says to whoever waits for one runner. */
import type { Language } from '../language';

export interface CardWords {
  readonly since: string;
  readonly next: string;
  readonly finish: string;
  readonly about: string;
  readonly live: string;
  readonly quiet: string;
  readonly away: string;
  readonly over: string;
  readonly gone: string;
  readonly loading: string;
  readonly until: string;
  readonly keep: string;
  readonly band: string;
}

const EN: CardWords = {
  since: 'since the start', next: 'Next: {point}', finish: 'Finish', about: 'about {time}', live: 'Live: new times appear by themselves', quiet: 'Up to date', away: 'No connection. Trying again …',
  over: 'This card is over: it works for a day. Scan the code at a kiosk again.', gone: 'These results are not shown any more.', loading: 'Loading …',
  until: 'This card works until {time}.', keep: 'No account, no phone number. Nothing about you is kept.', band: 'Eight in ten arrive between the two times.',
};

const DE: CardWords = {
  since: 'seit dem Start', next: 'Als Nächstes: {point}', finish: 'Ziel', about: 'etwa {time}', live: 'Live: neue Zeiten erscheinen von selbst', quiet: 'Auf dem neuesten Stand', away: 'Keine Verbindung. Neuer Versuch …',
  over: 'Diese Karte ist abgelaufen: Sie gilt einen Tag. Scannen Sie den Code am Terminal noch einmal.', gone: 'Diese Ergebnisse werden nicht mehr gezeigt.', loading: 'Wird geladen …',
  until: 'Diese Karte gilt bis {time}.', keep: 'Ohne Konto, ohne Telefonnummer. Über Sie wird nichts gespeichert.', band: 'Acht von zehn kommen zwischen den beiden Zeiten an.',
};

export const CARD_WORDS: Readonly<Record<Language, CardWords>> = { en: EN, de: DE };
