/** Why: what a kiosk says to somebody who has just run, in short sentences. */
import type { Language } from './language';

export interface KioskWords {
  readonly ask: string;
  readonly hint: string;
  readonly show: string;
  readonly clear: string;
  readonly back: string;
  readonly space: string;
  readonly more: string;
  readonly nobody: string;
  readonly noBib: string;
  readonly away: string;
  readonly busy: string;
  readonly missing: string;
  readonly over: string;
  readonly done: string;
  readonly certificate: string;
  readonly card: string;
  readonly print: string;
  readonly close: string;
  readonly follow: string;
  readonly keep: string;
  readonly code: string;
  readonly resets: string;
  readonly letters: readonly string[];
}

const EN: KioskWords = {
  ask: 'Your number or your name', hint: 'for example 1234 or Ann', show: 'Show my result', clear: 'Clear', back: 'Delete the last letter', space: 'Space',
  more: 'There are more. Go on typing.', nobody: 'Nobody with this name is shown here. Try the number on your bib.', noBib: 'Nobody here wears the number {bib}. Check it, or type your name.',
  away: 'No connection just now. Trying again …', busy: 'Too much was asked at once. One moment …', missing: 'No results are published at this address.', over: 'This kiosk is over. Open it from the app again.',
  done: 'Done', certificate: 'Print certificate', card: 'Print card', print: 'Print', close: 'Close',
  follow: 'Your live card', keep: 'Scan it and take it along. No account, nothing is kept, gone after a day.', code: 'QR code of your live card',
  resets: 'Back to the start in {n} s', letters: ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM-'],
};

const DE: KioskWords = {
  ask: 'Ihre Startnummer oder Ihr Name', hint: 'zum Beispiel 1234 oder Anna', show: 'Ergebnis zeigen', clear: 'Löschen', back: 'Letzten Buchstaben löschen', space: 'Leertaste',
  more: 'Es gibt noch mehr. Tippen Sie weiter.', nobody: 'Unter diesem Namen wird hier niemand gezeigt. Versuchen Sie es mit Ihrer Startnummer.', noBib: 'Hier trägt niemand die Nummer {bib}. Prüfen Sie sie, oder tippen Sie Ihren Namen.',
  away: 'Gerade keine Verbindung. Neuer Versuch …', busy: 'Zu viele Anfragen auf einmal. Einen Moment …', missing: 'Unter dieser Adresse sind keine Ergebnisse veröffentlicht.', over: 'Dieses Terminal ist abgelaufen. Öffnen Sie es in der App neu.',
  done: 'Fertig', certificate: 'Urkunde drucken', card: 'Karte drucken', print: 'Drucken', close: 'Schließen',
  follow: 'Ihre Live-Karte', keep: 'Scannen und mitnehmen. Ohne Konto, nichts wird gespeichert, nach einem Tag vorbei.', code: 'QR-Code Ihrer Live-Karte',
  resets: 'Zurück zum Anfang in {n} s', letters: ['QWERTZUIOPÜ', 'ASDFGHJKLÖÄ', 'YXCVBNMß-'],
};

export const KIOSK_WORDS: Readonly<Record<Language, KioskWords>> = { en: EN, de: DE };
