/** Why not the app's words: they come with i18next; here are some forty, in the language that the browser asks for. */

const EN = {
  results: 'Results', search: 'Search by name, bib or club', sex: 'Sex', division: 'Division', all: 'All', everybody: 'Everybody', place: 'Place', bib: 'Bib',
  name: 'Name', club: 'Club', town: 'Town', gun: 'Gun time', chip: 'Chip time', status: 'Status', hidden: 'name not shown',
  live: 'Live', provisional: 'Provisional', official: 'Official', liveLong: 'The race is on: places may change.', provisionalLong: 'All results are in; they may still be corrected.', officialLong: 'These results are final.',
  finished: 'Finished', on_course: 'On course', started: 'Started', dnf: 'DNF', dns: 'DNS', dq: 'DQ',
  download: 'Download', csv: 'CSV', xlsx: 'Excel', json: 'JSON', pdf: 'PDF to print', races: 'Races', close: 'Close',
  shown: '{n} of {all}', finishers: '{n} finished', onCourse: '{n} on course', seen: 'last seen: {point}', none: 'Nobody is found with this search.', soon: 'No results yet. They appear here by themselves as soon as there are times.',
  missing: 'No results are published at this address.', away: 'No connection. Trying again …', loading: 'Loading …', busy: 'Many people are looking. Trying again in a moment …',
  timedBy: 'Timing: {name}', point: 'Point', distance: 'Distance', time: 'Time', clock: 'Time of day', leg: 'Section', pace: 'Pace', perKm: '/km', age: 'Age', overall: 'Overall', laps: 'Laps', penalty: 'of which penalty', noSplits: 'There are no times on the way.', openResult: 'Open the result of bib {bib}', whole: 'Whole page',
  byGun: 'Places by gun time', byChip: 'Places by chip time', byMixed: 'Places: first ones by gun time, others by chip time', cleared: 'Clear search',
};
export type Words = typeof EN;
const DE: Words = {
  results: 'Ergebnisse', search: 'Name, Startnummer oder Verein', sex: 'Geschlecht', division: 'Altersklasse', all: 'Alle', everybody: 'Alle', place: 'Platz', bib: 'Nr.',
  name: 'Name', club: 'Verein', town: 'Ort', gun: 'Brutto', chip: 'Netto', status: 'Status', hidden: 'Name nicht angezeigt',
  live: 'Live', provisional: 'Vorläufig', official: 'Amtlich', liveLong: 'Das Rennen läuft: Plätze können sich ändern.', provisionalLong: 'Alle Ergebnisse sind da; Korrekturen sind noch möglich.', officialLong: 'Diese Ergebnisse sind endgültig.',
  finished: 'Im Ziel', on_course: 'Auf der Strecke', started: 'Gestartet', dnf: 'DNF', dns: 'DNS', dq: 'DQ',
  download: 'Download', csv: 'CSV', xlsx: 'Excel', json: 'JSON', pdf: 'PDF zum Drucken', races: 'Rennen', close: 'Schließen',
  shown: '{n} von {all}', finishers: '{n} im Ziel', onCourse: '{n} auf der Strecke', seen: 'zuletzt: {point}', none: 'Mit dieser Suche wird niemand gefunden.', soon: 'Noch keine Ergebnisse. Sie erscheinen hier von selbst, sobald es Zeiten gibt.',
  missing: 'Unter dieser Adresse sind keine Ergebnisse veröffentlicht.', away: 'Keine Verbindung. Neuer Versuch …', loading: 'Wird geladen …', busy: 'Viele Leute schauen gerade zu. Gleich noch einmal …',
  timedBy: 'Zeitnahme: {name}', point: 'Messpunkt', distance: 'Distanz', time: 'Zeit', clock: 'Uhrzeit', leg: 'Abschnitt', pace: 'Tempo', perKm: '/km', age: 'Alter', overall: 'Gesamt', laps: 'Runden', penalty: 'davon Strafzeit', noSplits: 'Es gibt keine Zwischenzeiten.', openResult: 'Ergebnis der Startnummer {bib} öffnen', whole: 'Ganze Seite',
  byGun: 'Plätze nach Bruttozeit', byChip: 'Plätze nach Nettozeit', byMixed: 'Plätze: die Ersten nach Bruttozeit, sonst nach Nettozeit', cleared: 'Suche löschen',
};

export const language = /^de\b/i.test(navigator.language) ? 'de' : 'en';
export const words: Words = language === 'de' ? DE : EN;

/** `{n}` and the like, filled. */
export function said(text: string, filled: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));
}

const NUMBER = new Intl.NumberFormat(navigator.language);

export function counted(value: number): string {
  return NUMBER.format(value);
}
