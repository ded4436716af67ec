/** Why: tests and the page for looking want one document in which every kind of block stands. Only they import this. */
import type { Animation as Anim, Block, Part, TemplateDocument } from '../document/schema';

const NAME: Part = { get: 'runner.name', else: '…' };
const BASE = { page: 'p', z: 'a', x: 0, y: 0, w: 400, h: 100 } as const;

function entrance(name: Anim['name'], more: Partial<Anim> = {}): Anim {
  return { name, ms: 500, ...more };
}

const ASSET = { kind: 'image', mime: 'image/png', bytes: 1, sha256: '0'.repeat(64) } as const;

export const EVERY_BLOCK: Readonly<Record<string, Block>> = {
  ground: { ...BASE, type: 'shape', z: 'a0', w: 1920, h: 1080, fill: { gradient: 'linear-gradient(120deg, $night, #16336b)' } },
  name: {
    ...BASE, type: 'text', z: 'b0', x: 60, y: 40, w: 1100, h: 150, text: [NAME], in: entrance('slideInLeft', { ease: 'spring' }),
    font: { font: 'Sofia Sans Extra Condensed', size: 130, weight: 800, fit: { mode: 'shrink', min: 0.4 } },
  },
  club: { ...BASE, type: 'text', z: 'b1', x: 60, y: 190, w: 700, h: 110, text: [{ get: 'runner.team', else: '–' }], font: { size: 54, color: '$soft', fit: { mode: 'wrap', lines: 2, min: 0.5 } } },
  place: {
    ...BASE, type: 'text', z: 'b2', x: 780, y: 200, w: 380, h: 80, text: [{ get: 'runner.rank.overall', fmt: { as: 'ordinal' }, before: 'Place ' }],
    font: { size: 60, color: '$accent', align: 'end' }, when: { get: 'runner.rank.overall', op: 'filled' }, in: entrance('zoomIn', { delay: 200 }),
  },
  time: {
    ...BASE, type: 'text', z: 'b3', x: 60, y: 310, w: 500, h: 130, text: [{ get: 'runner.net_time', else: '…' }], change: entrance('pulse'), in: entrance('countUp', { ms: 900 }),
    font: { size: 120, weight: 800, tabular: true, color: '$accent' }, fill: { color: '#00000066' }, radius: 18, border: '3px solid $accent',
  },
  pace: { ...BASE, type: 'text', z: 'b4', x: 590, y: 320, w: 570, h: 50, text: [{ get: 'runner.pace', before: 'Pace ' }, { get: 'runner.pace_mile', before: ' · ' }], font: { size: 40 } },
  land: { ...BASE, type: 'text', z: 'b5', x: 590, y: 380, w: 570, h: 50, text: [{ get: 'runner.country', fmt: { as: 'country', show: 'flag' }, after: ' ' }, { get: 'runner.country' }, ' · ', { get: 'runner.town', else: 'no town' }], font: { size: 40 } },
  photo: { ...BASE, type: 'photo', z: 'c0', x: 1200, y: 40, w: 260, h: 260, fallback: 'face', radius: 130, alt: 'Photo' },
  picture: { ...BASE, type: 'image', z: 'c1', x: 1490, y: 40, w: 370, h: 160, asset: 'wide', crop: [0.25, 0.1, 0.5, 0.5], focus: [0.7, 0.3], radius: 12, rot: 4 },
  turns: { ...BASE, type: 'carousel', z: 'c2', x: 1490, y: 220, w: 370, h: 130, items: [{ asset: 'wide', seconds: 2 }, { asset: 'face', seconds: 2, weight: 2 }], effect: 'slide' },
  line: { ...BASE, type: 'shape', z: 'c3', shape: 'line', x: 60, y: 460, w: 1800, h: 6, border: '6px dashed $accent' },
  dot: { ...BASE, type: 'shape', z: 'c4', shape: 'ellipse', x: 1200, y: 320, w: 90, h: 90, fill: { color: '$accent' }, opacity: 0.7 },
  clock: { ...BASE, type: 'clock', z: 'd0', mode: 'time', x: 1500, y: 370, w: 360, h: 80, font: { size: 70, align: 'end' } },
  gun: { ...BASE, type: 'clock', z: 'd1', mode: 'gun', x: 1300, y: 320, w: 180, h: 60, font: { size: 50 } },
  until: { ...BASE, type: 'clock', z: 'd2', mode: 'countdown', x: 1300, y: 385, w: 180, h: 60, font: { size: 50, color: '$accent' } },
  cheer: { ...BASE, type: 'message', z: 'e0', x: 60, y: 480, w: 560, h: 150, font: { size: 64, weight: 800, color: '$accent' }, pick: 'cycle' },
  board: {
    ...BASE, type: 'table', z: 'e1', x: 60, y: 650, w: 860, h: 340, rows: 6, gap: 4, name: 'Standings', source: { list: 'standings', page_seconds: 5 }, zebra: ['#ffffff14', '#ffffff2a'], move: entrance('fadeIn'),
    columns: [
      { head: '#', parts: [{ get: 'runner.rank.overall' }], w: 10, font: { align: 'end' } }, { head: 'Name', parts: [NAME], w: 55 },
      { head: 'Club', parts: [{ get: 'runner.team' }], w: 40, font: { fit: { mode: 'ellipsis' } } }, { head: 'Time', parts: [{ get: 'runner.net_time' }], w: 22, font: { align: 'end', color: '$accent' } },
    ],
    font: { size: 34 },
  },
  cells: { ...BASE, type: 'runners', z: 'e2', x: 960, y: 480, w: 640, h: 510, slots: 6, flow: 'grid', group: 'card', cell: { w: 320, h: 170 } },
  card: { ...BASE, type: 'group', z: 'e3', w: 308, h: 158, fill: { color: '#00000055' }, radius: 14, in: entrance('fadeInUp') },
  cardBib: { ...BASE, type: 'text', parent: 'card', z: 'a', x: 12, y: 10, w: 110, h: 60, text: [{ get: 'runner.bib' }], font: { size: 50, weight: 800, color: '$accent' } },
  cardTime: { ...BASE, type: 'text', parent: 'card', z: 'b', x: 130, y: 10, w: 166, h: 60, text: [{ get: 'runner.net_time', else: '…' }], font: { size: 44, tabular: true, align: 'end' } },
  cardName: { ...BASE, type: 'text', parent: 'card', z: 'c', x: 12, y: 74, w: 284, h: 76, text: [NAME], font: { size: 44, fit: { mode: 'wrap', lines: 2, min: 0.5 } } },
  code: { ...BASE, type: 'qr', z: 'f0', x: 1640, y: 480, w: 220, h: 220, text: ['https://results.test/', { get: 'runner.bib' }] },
  film: { ...BASE, type: 'video', z: 'f1', x: 1640, y: 720, w: 220, h: 124, asset: 'film' },
  rest: { ...BASE, type: 'more', z: 'f2', x: 1640, y: 870, w: 220, h: 110, font: { size: 80, align: 'center', color: '#071022' }, fill: { color: '$accent' }, radius: 55 },
  news: { ...BASE, type: 'ticker', z: 'f3', x: 0, y: 1010, w: 1920, h: 70, parts: [{ get: 'race.event' }, ' · ', { get: 'runner.name' }, ' · ', { get: 'var.sponsor' }], font: { size: 44 }, fill: { color: '#000000aa' } },
};

export const EVERY: TemplateDocument = {
  v: 1, name: 'Every block', size: { w: 1920, h: 1080 }, locale: 'en',
  theme: { accent: '#ffc83d', night: '#050a14', soft: '#c3d0ea' },
  assets: { wide: { ...ASSET, w: 1600, h: 900 }, face: { ...ASSET, w: 400, h: 400 }, film: { ...ASSET, kind: 'video', mime: 'video/mp4' } },
  pages: { p: { role: 'solo', bg: { color: '$night' }, enter: { name: 'fadeIn', ms: 300 }, exit: { name: 'fadeOut', ms: 200 } } },
  blocks: EVERY_BLOCK,
};
