/** Plain data to copy and paste, also between templates: what is taken along must be all that the blocks name. */
import { onPage, placed } from '../boxes';
import { type NewId, newId } from '../ids';
import { type Bag, having, own } from '../json';
import { placesOnTop } from '../order';
import { references } from '../references';
import type { Block, TemplateDocument } from '../schema';
import { changed, compared, outermost, withInside } from '../tree';
import { copied, type Made } from './block';

export interface Clipping {
  readonly kind: 'project88/blocks';
  readonly blocks: readonly (readonly [string, Block])[];
  readonly assets: Bag;
  readonly fonts: Bag;
}

/** Of which properties a look is made; words, pictures and places stay. */
const LOOK = ['font', 'fill', 'border', 'radius', 'opacity', 'in', 'out', 'change'];
export type Style = Bag;

export function copy(doc: TemplateDocument, ids: Iterable<string>): Clipping {
  const tops = outermost(doc, ids).sort((one, other) => compared(doc, one, other));
  const blocks = withInside(doc, tops).map((id): [string, Block] => {
    const block = doc.blocks[id] as Block;
    if (!tops.includes(id) || block.parent === undefined) return [id, block];
    const { parent: _parent, ...rest } = placed(block, onPage(doc, id));
    return [id, rest as Block];
  });
  const alone: TemplateDocument = { ...doc, pages: {}, blocks: Object.fromEntries(blocks) };
  const fonts = picked(doc.fonts, blocks.map(([, block]) => own(own(block, 'font'), 'font')));
  const named = references({ ...alone, fonts } as TemplateDocument).filter(({ to }) => to === 'assets').map(({ id }) => id);
  return { kind: 'project88/blocks', blocks, assets: picked(doc.assets, named), fonts };
}

function picked(from: Bag | undefined, keys: readonly unknown[]): Bag {
  return Object.fromEntries(keys.flatMap((key) => (typeof key === 'string' && own(from, key) !== null ? [[key, own(from, key)]] : [])));
}

/** On top of that page. On the page it came from a little aside, elsewhere at the same place. */
export function paste(doc: TemplateDocument, clipping: Clipping, page: string, aside = 20, id: NewId = newId): Made {
  if (doc.pages[page] === undefined || clipping.blocks.length === 0) return { doc, ids: [] };
  const among = new Set(clipping.blocks.map(([old]) => old));
  const isTop = (block: Block): boolean => block.parent === undefined || !among.has(block.parent);
  const tops = clipping.blocks.flatMap(([old, block]) => (isTop(block) ? [old] : []));
  const places = placesOnTop(doc, page, undefined, tops.length);
  const by = clipping.blocks.some(([, block]) => block.page === page) ? aside : 0;
  const set = clipping.blocks.map(([old, block]) => [old, isTop(block) ? onTop(block, page, places[tops.indexOf(old)] ?? block.z, by) : { ...block, page }] as const);
  const copies = copied(set, id);
  const made = copies.flatMap(([key], at) => (tops.includes(set[at]?.[0] ?? '') ? [key] : []));
  return { doc: withNamed({ ...doc, blocks: { ...doc.blocks, ...Object.fromEntries(copies) } }, clipping), ids: made };
}

function onTop(block: Block, page: string, z: string, by: number): Block {
  const { parent: _parent, ...rest } = block;
  return { ...rest, page, z, x: block.x + by, y: block.y + by } as Block;
}

/** What the document has already stays its own. */
function withNamed(doc: TemplateDocument, { assets, fonts }: Clipping): TemplateDocument {
  const joined = (key: 'assets' | 'fonts', more: Bag): TemplateDocument['assets'] => ({ ...more, ...doc[key] }) as TemplateDocument['assets'];
  return {
    ...doc,
    ...(Object.keys(assets).length === 0 ? {} : { assets: joined('assets', assets) }),
    ...(Object.keys(fonts).length === 0 ? {} : { fonts: joined('fonts', fonts) }),
  } as TemplateDocument;
}

export function styleOf(doc: TemplateDocument, id: string): Style {
  const block = doc.blocks[id];
  return Object.fromEntries(LOOK.flatMap((key) => (own(block, key) === null ? [] : [[key, own(block, key)]])));
}

/** The look of one on others; letters only on what has letters. */
export function pasteStyle(doc: TemplateDocument, ids: Iterable<string>, style: Style): TemplateDocument {
  return changed(doc, ids, (block) => LOOK.reduce<Bag>((next, key) =>
    (key === 'font' && !LETTERED.has(block.type) ? next : having(next, key, own(style, key))), block as unknown as Bag) as unknown as Block);
}

const LETTERED: ReadonlySet<string> = new Set(['text', 'clock', 'message', 'table', 'ticker', 'more']);
