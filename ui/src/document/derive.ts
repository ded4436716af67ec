/**
 * Why: a template that draws one runner must not fail when forty come. The pages for many are made from the one for one: name,
 * place, time, photo and number become a row, in the same letters and colours, and its logo, clock and words stay where they are:
 * standing.ts has the rule. The ids are always the same, so two people who make the page at once make one page. Displays use this
 * too, so it knows nothing but the document.
 */
import type { Bind, Block, Fill, Lettering, Page, TemplateDocument } from './schema';
import { groundUnder, standing } from './standing';

type Role = 'group' | 'compact';
interface Field { readonly name: string; readonly paths: readonly string[]; readonly share: number }

/** Where the page for one shows it, and how; null: nowhere. */
interface Found { readonly bind: Bind | null; readonly font: Lettering | undefined; readonly id: string | null }

/** `share`: heights of its row that a field is wide, at most; 0: the rest. */
const FIELDS: readonly Field[] = [
  { name: 'bib', paths: ['bib'], share: 1.6 },
  { name: 'name', paths: ['name', 'first_name', 'last_name'], share: 0 },
  { name: 'place', paths: ['rank.overall', 'rank.division', 'rank.gender'], share: 1.4 },
  { name: 'time', paths: ['finish_time', 'net_time', 'chip_time', 'gun_time', 'gross_time', 'time_with_penalty', 'gun_time_with_penalty', 'time'], share: 3 },
];

/** The document with a page for a group and one for a crowd, wherever it has none itself. */
export function derived(doc: TemplateDocument): TemplateDocument {
  return withPage(withPage(doc, 'group'), 'compact');
}

export function withPage(doc: TemplateDocument, role: Role): TemplateDocument {
  const ids = Object.keys(doc.pages);
  const solo = ids.filter((id) => doc.pages[id]?.role === 'solo').sort()[0];
  if (solo === undefined || ids.some((id) => doc.pages[id]?.role === role)) return doc;
  const id = `derived-${role}`;
  const { bg } = doc.pages[solo] as Page;
  const page: Page = bg === undefined ? { role } : { role, bg };
  return { ...doc, pages: { ...doc.pages, [id]: page }, blocks: { ...doc.blocks, ...rows(doc, solo, id, role) } };
}

function rows(doc: TemplateDocument, solo: string, page: string, role: Role): Record<string, Block> {
  const { w, h } = doc.size;
  const edge = Math.round(Math.min(w, h) * (doc.safe ?? 0.04));
  const { stays, room } = standing(doc, solo, edge);
  const columns = role === 'compact' && room.w > room.h * 1.2 ? 2 : 1;
  const ideal = role === 'group' ? Math.max(h / 6, 48) : Math.max(h / 10, 32);
  const lines = Math.max(1, Math.min(10, Math.floor(room.h / ideal)));
  // A time that ends where the next column begins would be read as that runner's.
  const side = columns === 1 ? 0 : Math.min(Math.round(h * 0.03), Math.floor(edge / 2));
  const cell = { w: Math.max(1, Math.floor(room.w / columns)), h: Math.max(1, Math.floor(room.h / lines)) };
  const made: Record<string, Block> = {};
  stays.forEach((block, at) => { made[`${page}-stay${at}`] = { ...block, page, z: `a${String(at).padStart(3, '0')}` }; });
  const at = { page, x: room.x, y: room.y, w: cell.w * columns, h: cell.h * lines };
  made[`${page}-row`] = { type: 'group', z: 'zy', ...at, ...cell };
  made[`${page}-list`] = { type: 'runners', z: 'zz', ...at, slots: lines * columns, flow: columns > 1 ? 'grid' : 'down', cell, group: `${page}-row` };
  return { ...made, ...row(doc, solo, page, { w: cell.w - 2 * side, h: cell.h }, side) };
}

function row(doc: TemplateDocument, solo: string, page: string, cell: { readonly w: number; readonly h: number }, side: number): Record<string, Block> {
  const made: Record<string, Block> = {};
  const blocks = Object.entries(doc.blocks).filter(([, block]) => block.page === solo && block.hidden !== true);
  const gap = Math.max(1, Math.round(Math.min(cell.h * 0.1, cell.w * 0.02)));
  const h = Math.max(1, cell.h - 2 * gap);
  const base = { page, parent: `${page}-row`, y: gap, h } as const;
  let fields = FIELDS.map((field) => ({ ...field, ...found(blocks, field) })).filter(({ name, bind }) => name === 'name' || bind !== null);
  const face = Math.max(1, Math.round(Math.min(h, cell.w * 0.2)));
  const photo = blocks.some(([, { type }]) => type === 'photo') ? face + gap : 0;
  const wide = (share: number): number => Math.floor(Math.min(share * h, share * cell.w * 0.09));
  const widthOf = (): number => fields.reduce((sum, { share }) => sum + wide(share) + gap, gap + photo);
  // A narrow screen keeps the name and the time.
  for (const name of ['bib', 'place']) if (widthOf() > cell.w * 0.6) fields = fields.filter((field) => field.name !== name);
  if (photo > 0) made[`${page}-photo`] = { type: 'photo', z: 'a1', ...base, x: side + gap, w: face, src: { get: 'runner.photo' }, fit: 'cover' };
  const rest = Math.max(1, cell.w - widthOf());
  const groundOf = ({ id }: { readonly id: string | null }): Fill | null => (id === null ? null : groundUnder(doc, solo, id));
  const common = fields.filter(({ name }) => name === 'name').map(groundOf)[0] ?? null;
  if (common !== null) made[`${page}-plate`] = { type: 'shape', z: 'a0', ...base, x: side, w: cell.w, fill: common };
  const day = found(blocks, { paths: ['time'] });
  let x = side + gap + photo;
  for (const field of fields) {
    const w = field.share === 0 ? rest : Math.max(1, wide(field.share));
    const ground = groundOf(field);
    Object.assign(made, texts(field, page, { ...base, x, w }, ground === common ? null : ground, day.bind));
    x += w + gap;
  }
  return made;
}

/** A value in a row. Letters that are read on a plate keep it; where the name stands on the same, the row has it. */
function texts(field: Field & Found, page: string, box: Pick<Block, 'page' | 'x' | 'y' | 'w' | 'h'>, plate: Fill | null, day: Bind | null): Record<string, Block> {
  const { name, bind, font } = field;
  const get = bind ?? { get: 'runner.name' as const };
  const z = `a${FIELDS.findIndex((each) => each.name === name) + 2}`;
  // No plate stands empty.
  const plated = plate === null ? {} : { fill: plate, when: { get: get.get, op: 'filled' as const } };
  const block: Block = { type: 'text', z, ...box, ...plated, text: [get], font: lettered(font, box, name, plate !== null) };
  if (name !== 'time' || day === null || get.get === day.get) return { [`${page}-${name}`]: block };
  // Until the time is known, the time of day.
  return {
    [`${page}-${name}`]: { ...block, when: { get: get.get, op: 'filled' } },
    [`${page}-day`]: { ...block, z: 'a6', text: [day], when: { get: get.get, op: 'empty' } },
  };
}

function lettered(font: Lettering | undefined, { w, h }: { readonly w: number; readonly h: number }, name: string, plated: boolean): Lettering {
  // In a high and narrow row the width decides.
  const size = Math.max(1, Math.round(name === 'name' ? Math.min(h * 0.62, w * 0.2) : Math.min(h * 0.5, w * 0.3)));
  return {
    ...font, size, valign: 'middle', lh: 1, ls: Math.round((font?.ls ?? 0) * size / (font?.size ?? 48) * 10) / 10,
    align: name === 'name' ? 'start' : plated ? 'center' : 'end', tabular: name !== 'name', fit: { mode: 'shrink', min: 0.5, lines: size * 2 < h ? 2 : 1 },
  };
}

/** The first text that shows one of these, and how: its format without the words round it. */
function found(blocks: readonly (readonly [string, Block])[], { paths }: Pick<Field, 'paths'>): Found {
  for (const path of paths) {
    for (const [id, block] of blocks) {
      if (block.type !== 'text') continue;
      for (const part of block.text) {
        if (typeof part === 'string' || part.get !== `runner.${path}`) continue;
        const get = path === 'first_name' || path === 'last_name' ? 'runner.name' : part.get;
        return { bind: part.fmt === undefined ? { get } : { get, fmt: part.fmt }, font: block.font, id };
      }
    }
  }
  return { bind: null, font: undefined, id: null };
}
