/** Why apart: what a row says depends on the room and on the race, and is worked out for the thirty rows that are seen. */
import type { Columns, Race, Status } from './hub';
import type { Cell } from './grid';
import type { Key } from './table';
import { duration } from './times';
import { said, words } from './words';

/** Where there is little room three cells of two lines say what nine say elsewhere. */
export const WIDE: readonly Cell[] = ['place', 'bib', 'name', 'sex', 'division', 'club', 'town', 'gun', 'chip'].map((key) => ({ key, lines: 1 }));
export const NARROW: readonly Cell[] = [{ key: 'place', lines: 2 }, { key: 'name', lines: 2 }, { key: 'gun', lines: 2 }];

export const HEADINGS: Readonly<Record<Key, string>> = {
  place: words.place, bib: words.bib, name: words.name, sex: words.sex, division: words.division, club: words.club, town: words.town, gun: words.gun, chip: words.chip,
};

function withPlace(text: string, place: number | null): string {
  return place === null ? text : `${text} · ${String(place)}`;
}

function status(told: Status, seen: string): string {
  return seen === '' || told !== 'on_course' ? words[told] : said(words.seen, { point: seen });
}

export function nameOf(data: Columns, row: number): string {
  return data.name[row] === '' ? words.hidden : data.name[row] ?? '';
}

function time(ms: number | null | undefined, race: Race): string {
  return ms === null || ms === undefined ? '' : duration(ms, race.decimals);
}

/** The time that the places are by, where there is room for one. */
export function first(race: Race): 'gun' | 'chip' {
  return race.rank_by === 'chip' ? 'chip' : 'gun';
}

/** Of what a row has in any case. */
function of(values: readonly (string | null)[], row: number): string {
  return values[row] ?? '';
}

/** Both times; of whom did not finish, what became of him or her. */
function ends(data: Columns, row: number, race: Race): readonly [gun: string, chip: string] {
  const told = data.status[row] ?? 'started';
  return told === 'finished' ? [time(data.gun[row], race), time(data.chip[row], race)] : ['', status(told, of(data.seen, row))];
}

export function wide(data: Columns, row: number, race: Race): readonly string[] {
  return [
    String(data.place[row] ?? ''),
    of(data.bib, row),
    nameOf(data, row),
    withPlace(of(data.sex, row), data.place_sex[row] ?? null),
    withPlace(of(data.division, row), data.place_division[row] ?? null),
    of(data.club, row),
    of(data.town, row),
    ...ends(data, row, race),
  ];
}

export function narrow(data: Columns, row: number, race: Race): readonly string[] {
  const place = data.place[row] ?? null;
  const told = data.status[row] ?? 'started';
  const below = [withPlace(of(data.division, row), data.place_division[row] ?? null), of(data.club, row)].filter((text) => text !== '');
  const [gun, chip] = ends(data, row, race);
  const times = told !== 'finished' ? `${words[told]}\n${of(data.seen, row)}` : first(race) === 'gun' ? `${gun}\n${chip}` : `${chip}\n${gun}`;
  return [`${place === null ? '' : `${String(place)}.`}\n${of(data.bib, row)}`, `${nameOf(data, row)}\n${below.join(' – ')}`, times];
}
