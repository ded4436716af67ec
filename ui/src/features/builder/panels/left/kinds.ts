/**
 * Every block that one can add, and what it is when it is new: sized for the page it goes on, so that it can be read on an LED
 * strip of 192 pixels as on a wall of 4K. The values are those of the original's list and of every path since.
 */
import { add, type Draft, type Made } from '../../../../document/edit/block';
import type { Bind, BlockOf, Lettering, Path } from '../../../../document/schema';
import type { Doc } from '../model';

export type Group = 'runner' | 'result' | 'race' | 'clocks' | 'lists' | 'pictures' | 'shapes';

export interface NewKind {
  /** Its text is `add.<id>`; of a value, that of its path. */
  readonly id: string;
  readonly path?: Path;
  readonly group: Group;
  readonly make: (doc: Doc, page: string, words: Words) => Made;
}

/** What a new block says, in the person's language. */
export interface Words {
  readonly text: string;
  readonly more: string;
  readonly runner: string;
}

interface Box { readonly page: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** In the middle; each further one a little aside, so that it does not hide the one before. */
export function boxFor(doc: Doc, page: string, w: number, h: number): Box {
  const { size } = doc;
  const whole = (value: number): number => Math.max(1, Math.round(value));
  const [width, height] = [whole(Math.min(size.w, size.w * w)), whole(Math.min(size.h, size.h * h))];
  const step = whole(Math.min(size.w, size.h) * 0.02);
  const taken = Object.values(doc.blocks).filter((block) => block.page === page);
  for (let turn = 0; turn < 20; turn += 1) {
    const x = Math.min(size.w - width, Math.round((size.w - width) / 2) + turn * step);
    const y = Math.min(size.h - height, Math.round((size.h - height) / 2) + turn * step);
    if (!taken.some((block) => block.x === x && block.y === y)) return { page, x, y, w: width, h: height };
  }
  return { page, x: 0, y: 0, w: width, h: height };
}

function letters(box: Box, part = 0.72): Lettering {
  return { size: Math.max(6, Math.round(box.h * part)), weight: 700, color: '$text', align: 'center', valign: 'middle', fit: { mode: 'shrink', min: 0.5 } };
}

const alone = (doc: Doc, draft: Draft): Made => add(doc, draft);

function value(path: Path, group: Group, more: Partial<Bind> = {}): NewKind {
  const long = path === 'runner.name' || path === 'runner.message' || path === 'race.event';
  return {
    id: path, path, group,
    make: (doc, page) => {
      const box = boxFor(doc, page, long ? 0.8 : 0.5, long ? 0.18 : 0.12);
      const figures = path.includes('time') || path.includes('pace') || path.includes('rank') || path === 'runner.bib';
      return alone(doc, { ...box, type: 'text', text: [{ get: path, ...more }], font: { ...letters(box), ...(figures ? { tabular: true } : {}) } });
    },
  };
}

function clock(mode: 'time' | 'gun' | 'countdown'): NewKind {
  return {
    id: `clock_${mode}`, group: 'clocks',
    make: (doc, page) => {
      const box = boxFor(doc, page, 0.5, 0.16);
      return alone(doc, { ...box, type: 'clock', mode, ...(mode === 'countdown' ? { to: 'race.start_time' as const } : {}), font: { ...letters(box), tabular: true } });
    },
  };
}

function simple(id: string, group: Group, w: number, h: number, rest: (box: Box, words: Words) => Omit<Draft, keyof Box>): NewKind {
  return { id, group, make: (doc, page, words) => { const box = boxFor(doc, page, w, h); return alone(doc, { ...box, ...rest(box, words) } as Draft); } }; // a box and the rest of one kind
}

/** Runners need a group that is drawn once for each: a name and a time. */
function runners(doc: Doc, page: string, { runner }: Words): Made {
  const box = boxFor(doc, page, 0.8, 0.7);
  const slots = 6;
  const cell = { w: box.w, h: Math.max(1, Math.floor(box.h / slots)) };
  const group = add(doc, { page, x: box.x, y: box.y, w: cell.w, h: cell.h, type: 'group', name: runner });
  const [parent = ''] = group.ids;
  const pad = Math.round(cell.w * 0.02);
  const place = (x: number, w: number): Box => ({ page, x: Math.round(x), y: 0, w: Math.max(1, Math.round(w)), h: cell.h });
  const text = (into: Doc, where: Box, path: Path, align: 'start' | 'end'): Doc => add(into, { ...where, parent, type: 'text', text: [{ get: path }], font: { ...letters(where, 0.55), align } }).doc;
  const named = text(group.doc, place(pad, cell.w * 0.7 - pad), 'runner.name', 'start');
  const timed = text(named, place(cell.w * 0.72, cell.w * 0.28 - pad), 'runner.net_time', 'end');
  return add(timed, { ...box, type: 'runners', slots, flow: 'down', cell, group: parent });
}

function table(box: Box): Omit<BlockOf<'table'>, keyof Box | 'z'> {
  const rows = 10;
  return {
    type: 'table', rows, source: { list: 'standings', limit: 50, page_seconds: 10 }, zebra: ['#ffffff14', 'transparent'],
    font: { size: Math.max(6, Math.round(box.h / rows * 0.5)), weight: 600, color: '$text', valign: 'middle', fit: { mode: 'shrink', min: 0.6 } },
    columns: [
      { parts: [{ get: 'runner.rank.overall' }], w: 1, font: { align: 'end', tabular: true } },
      { parts: [{ get: 'runner.name' }], w: 6 },
      { parts: [{ get: 'runner.net_time' }], w: 2, font: { align: 'end', tabular: true } },
    ],
  };
}

const RUNNER = 'name first_name last_name bib age gender city state country town division team message status'.split(' ').map((name) => value(`runner.${name}` as Path, 'runner')); // names of paths
const TIMES = 'net_time gun_time chip_time gross_time finish_time start_time time pace gun_pace pace_mile gun_pace_mile penalties time_with_penalty gun_time_with_penalty lap'.split(' ').map((name) => value(`runner.${name}` as Path, 'result')); // as above
const RANKS = (['overall', 'division', 'gender'] as const).map((name) => value(`runner.rank.${name}`, 'result'));
const RACE = (['runner.race', 'runner.wave', 'runner.choice', 'race.name', 'race.event', 'race.date', 'race.distance', 'location.name', 'screen.name', 'screen.number'] as const).map((path) => value(path, 'race'));

export const NEW_KINDS: readonly NewKind[] = [
  ...RUNNER,
  { id: 'photo', group: 'runner', make: (doc, page) => alone(doc, { ...boxFor(doc, page, 0.25, 0.45), type: 'photo', src: { get: 'runner.photo' }, fit: 'cover' }) },
  ...TIMES, ...RANKS, ...RACE,
  clock('time'), clock('gun'), clock('countdown'),
  { id: 'runners', group: 'lists', make: runners },
  simple('table', 'lists', 0.9, 0.8, table),
  simple('more', 'lists', 0.3, 0.1, (box, { more }) => ({ type: 'more', text: ['+', { get: 'list.more' }, more], font: letters(box) })),
  simple('ticker', 'lists', 1, 0.08, (box) => ({ type: 'ticker', parts: [{ get: 'runner.name' }, { get: 'runner.net_time', before: '  ' }, '   ·   '], speed: 120, font: { ...letters(box, 0.65), align: 'start' } })),
  simple('message', 'lists', 0.8, 0.12, (box) => ({ type: 'message', from: 'global', pick: 'random', font: letters(box) })),
  simple('image', 'pictures', 0.3, 0.3, () => ({ type: 'image', fit: 'contain' })),
  simple('carousel', 'pictures', 0.6, 0.5, () => ({ type: 'carousel', items: [], effect: 'fade' })),
  simple('video', 'pictures', 0.6, 0.5, () => ({ type: 'video', loop: true })),
  { id: 'qr', group: 'pictures', make: (doc, page) => { const side = Math.min(doc.size.w, doc.size.h) * 0.3; return alone(doc, { ...boxFor(doc, page, side / doc.size.w, side / doc.size.h), type: 'qr', text: ['https://'], fill: { color: '#ffffff' } }); } },
  simple('text', 'shapes', 0.6, 0.15, (box, { text }) => ({ type: 'text', text: [text], font: letters(box) })),
  simple('rect', 'shapes', 0.5, 0.3, () => ({ type: 'shape', shape: 'rect', fill: { color: '$accent' } })),
  simple('ellipse', 'shapes', 0.3, 0.3, () => ({ type: 'shape', shape: 'ellipse', fill: { color: '$accent' } })),
  simple('line', 'shapes', 0.6, 0.01, () => ({ type: 'shape', shape: 'line', fill: { color: '$accent' } })),
  simple('group_', 'shapes', 0.5, 0.4, () => ({ type: 'group' })),
];
export const GROUPS: readonly Group[] = ['runner', 'result', 'race', 'clocks', 'lists', 'pictures', 'shapes'];
