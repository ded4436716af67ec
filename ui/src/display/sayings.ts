/**
 * Why: the sentences that stand over a picture and not in it (how late the data are, what is wrong with the link, what
 * an operator may do) come after it, in each of the languages.
 */
import type { Language } from '../api/assignment';

/** What stands between a screen and its display, each told on a page of its own. */
export type ProblemPage = 'ended' | 'wrong' | 'replaced' | 'running' | 'no code' | 'too many';

export interface Sayings {
  readonly language: Language;
  readonly connecting: string;
  readonly noReadYet: string;
  readonly newest: (ms: number) => string;
  readonly since: (name: string, ms: number) => string;
  readonly noConnection: (ms: number) => string;
  readonly delayed: (ms: number, where: string | null) => string;
  readonly catchingUp: string;
  readonly hubAway: string;
  readonly screen: string;
  readonly fullScreen: string;
  readonly debug: string;
  readonly newScreen: string;
  readonly mute: string;
  readonly loud: string;
  readonly clearQueue: string;
  readonly exit: string;
  readonly pages: Readonly<Record<ProblemPage, { readonly title: string; readonly text: readonly [string, string] }>>;
}

/** The part of a sentence that says how long; rough where the exact would only flicker. */
function duration(language: Language, days: string): (ms: number) => string {
  const numbers = new Intl.NumberFormat(language);
  return (ms) => {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    if (seconds < 100) return `${numbers.format(seconds)} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 100) return `${numbers.format(minutes)} min`;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${numbers.format(hours)} h` : `${numbers.format(Math.floor(hours / 24))} ${days}`;
  };
}

function english(): Sayings {
  const long = duration('en', 'days');
  return {
    language: 'en',
    connecting: 'connecting to the timing hub',
    noReadYet: 'live · no read yet',
    newest: (ms) => (ms < 1000 ? 'live · newest read just now' : `live · newest read ${long(ms)} ago`),
    since: (name, ms) => `${name} ${long(ms)}`,
    noConnection: (ms) => `no connection for ${long(ms)}`,
    delayed: (ms, where) => `Live data ${where === null ? '' : `from ${where} `}delayed ${long(ms)}`,
    catchingUp: 'connected, catching up',
    hubAway: 'no connection to the timing hub',
    screen: 'Screen',
    fullScreen: 'Full screen',
    debug: 'Debug',
    newScreen: 'Go on as a new screen',
    mute: 'Mute',
    loud: 'Sound on',
    clearQueue: 'Clear the queue',
    exit: 'Exit',
    pages: {
      ended: { title: 'This display link has ended', text: ['Open a new link from the hub.', 'When this one works again, the screen starts by itself.'] },
      wrong: { title: 'This is not a display link', text: ['A display link ends in eight letters and digits.', 'Open it again from the hub.'] },
      replaced: { title: 'This is no screen any more', text: ['Another device has taken its place, or it was removed in the hub.', 'Press N to go on as a new screen.'] },
      running: { title: 'That screen is still running', text: ['Switch it off, or release it in the hub.', 'This device then takes its place by itself.'] },
      'no code': { title: 'No screen has this code', text: ['Scan the code again, or type it once more.', 'Press N to go on as a new screen.'] },
      'too many': { title: 'Too many tries from this network', text: ['Codes cannot be tried out.', 'This device tries again by itself in a minute.'] },
    },
  };
}

function german(): Sayings {
  const long = duration('de', 'Tagen');
  return {
    language: 'de',
    connecting: 'Verbindung zur Zeitnahme wird aufgebaut',
    noReadYet: 'live · noch keine Lesung',
    newest: (ms) => (ms < 1000 ? 'live · neueste Lesung gerade eben' : `live · neueste Lesung vor ${long(ms)}`),
    since: (name, ms) => `${name} vor ${long(ms)}`,
    noConnection: (ms) => `keine Verbindung seit ${long(ms)}`,
    delayed: (ms, where) => `Live-Daten ${where === null ? '' : `von ${where} `}verspätet um ${long(ms)}`,
    catchingUp: 'verbunden, holt auf',
    hubAway: 'keine Verbindung zur Zeitnahme',
    screen: 'Bildschirm',
    fullScreen: 'Vollbild',
    debug: 'Diagnose',
    newScreen: 'Als neuer Bildschirm weiter',
    mute: 'Ton aus',
    loud: 'Ton an',
    clearQueue: 'Warteschlange leeren',
    exit: 'Beenden',
    pages: {
      ended: { title: 'Dieser Anzeige-Link ist abgelaufen', text: ['Öffnen Sie einen neuen Link aus dem Hub.', 'Gilt dieser wieder, geht es von selbst weiter.'] },
      wrong: { title: 'Das ist kein Anzeige-Link', text: ['Ein Anzeige-Link endet mit acht Buchstaben und Ziffern.', 'Öffnen Sie ihn erneut aus dem Hub.'] },
      replaced: { title: 'Das ist kein Bildschirm mehr', text: ['Ein anderes Gerät hat seinen Platz, oder er wurde im Hub entfernt.', 'Taste N: als neuer Bildschirm weiter.'] },
      running: { title: 'Dieser Bildschirm läuft noch', text: ['Schalten Sie ihn aus, oder geben Sie ihn im Hub frei.', 'Dieses Gerät tritt dann von selbst an seine Stelle.'] },
      'no code': { title: 'Kein Bildschirm hat diesen Code', text: ['Scannen Sie den Code erneut, oder tippen Sie ihn noch einmal.', 'Taste N: als neuer Bildschirm weiter.'] },
      'too many': { title: 'Zu viele Versuche aus diesem Netz', text: ['Codes lassen sich nicht durchprobieren.', 'Dieses Gerät versucht es in einer Minute von selbst wieder.'] },
    },
  };
}

const MADE = new Map<Language, Sayings>();

/** Made once for each language. */
export function sayingsIn(language: Language): Sayings {
  const sayings = MADE.get(language) ?? (language === 'de' ? german() : english());
  MADE.set(language, sayings);
  return sayings;
}
