import { beforeEach, describe, expect, test } from 'vitest';
import type { Columns, Rows } from './hub';
import { type Asked, Table } from './table';

const ALL: Asked = { text: '', sex: '', division: '', by: 'place', down: false };

function columns(people: readonly (readonly [number, string | null, string, number | null])[]): Columns {
  const each = <T>(value: T): T[] => people.map(() => value);
  return {
    id: people.map(([id]) => id), bib: people.map(([, bib]) => bib), name: people.map(([,, name]) => name), place: people.map(([,,, place]) => place),
    sex: people.map(([id]) => (id % 2 === 0 ? 'M' : 'F')), age: each(null), division: each('F 30'), club: people.map(([id]) => (id === 3 ? 'TSV Ölmühle' : '')), town: each(''), country: each(''),
    status: people.map(([,,, place]) => (place === null ? 'on_course' : 'finished')), gun: people.map(([,,, place]) => (place === null ? null : place * 1000)), chip: each(null), place_sex: each(null), place_division: each(null), seen: each(''),
  };
}

const whole = (told: Columns): Rows => ({ version: '1.0.0', total: told.id.length, whole: true, columns: told });

describe('the table of a race', () => {
  let table: Table;
  const bibs = (asked: Partial<Asked> = {}): (string | null)[] => [...table.seen({ ...ALL, ...asked })].map((row) => table.data.bib[row] ?? null);

  beforeEach(() => {
    table = new Table();
    table.take(whole(columns([[1, '10', 'Zoë Müller', 2], [2, '9', 'Anna Weiß', 1], [3, '100', 'Łukasz', 3], [4, '11', 'Bob', null], [5, '2', '', null]])));
  });

  test('places first, then who is on the way, by bib', () => { expect(bibs()).toEqual(['9', '10', '100', '2', '11']); });

  test('who has no time is last, whichever way one sorts', () => {
    expect(bibs({ by: 'gun', down: true })).toEqual(['100', '10', '9', '2', '11']);
    expect(bibs({ by: 'gun' }).slice(3)).toEqual(['2', '11']);
  });

  test('bibs are numbers: 9 before 10', () => { expect(bibs({ by: 'bib' })).toEqual(['2', '9', '10', '11', '100']); });

  test('a search needs no marks and no capitals, and looks into clubs', () => {
    expect(bibs({ text: 'MULLER' })).toEqual(['10']);
    expect(bibs({ text: 'weiss' })).toEqual(['9']);
    expect(bibs({ text: 'olmuh' })).toEqual(['100']);
    expect(bibs({ text: 'mü zo' })).toEqual(['10']);
  });

  test('a number is a whole bib', () => { expect(bibs({ text: '10' })).toEqual(['10']); });

  test('filters', () => { expect(bibs({ sex: 'M' })).toEqual(['9', '11']); });

  test('what changed replaces rows, and newcomers are added', () => {
    const news: Rows = { version: '2.0.0', total: 6, whole: false, columns: columns([[4, '11', 'Bob', 4], [6, '7', 'New', 5]]) };
    expect(table.take(news)).toBe(true);
    expect(bibs()).toEqual(['9', '10', '100', '11', '7', '2']);
    expect(table.version).toBe('2.0.0');
  });

  test('somebody who is gone is noticed by the number of all', () => {
    expect(table.take({ version: '2.0.0', total: 4, whole: false, columns: columns([]) })).toBe(false);
  });
});
