/**
 * Why: the hub refuses a document in which something names what isn't there, or isn't where it must be. Two edits can be right
 * each and wrong together. What may be wrong, and whose edit it can be, is said once, here.
 */
import { isBag, own } from './json';
import { type Block, FAMILIES, type TemplateDocument } from './schema';

type Path = readonly string[];
interface Reference {
  /** Path of the property that names something. */
  readonly path: Path;
  readonly to: 'pages' | 'blocks' | 'assets' | 'fonts';
  readonly id: string;
}

/** changed: another value is there. gone: what it belongs to or names is there no more. used: what it removes is used by now. */
export type Because = 'changed' | 'gone' | 'used';
/** Edits that may be to blame, the likeliest first. `used` means removals, the others what was written. */
export type Fault = readonly { readonly path: Path; readonly because: Because }[];

type Note = (path: Path, to: Reference['to'], id: unknown) => void;
const BROUGHT: readonly string[] = FAMILIES;

export function references(doc: TemplateDocument): Reference[] {
  const found: Reference[] = [];
  const note: Note = (path, to, id) => {
    if (typeof id === 'string' && !(to === 'fonts' && BROUGHT.includes(id))) found.push({ path, to, id });
  };
  for (const [id, page] of Object.entries(doc.pages)) note(['pages', id, 'bg', 'asset'], 'assets', own(page.bg, 'asset'));
  for (const [id, font] of Object.entries(doc.fonts ?? {})) for (const asset of list(own(font, 'src'))) note(['fonts', id], 'assets', asset);
  for (const [id, block] of Object.entries(doc.blocks)) ofBlock(id, block, note);
  return found;
}

function ofBlock(id: string, block: Block, note: Note): void {
  note(['blocks', id, 'page'], 'pages', block.page);
  note(['blocks', id, 'parent'], 'blocks', own(block, 'parent'));
  note(['blocks', id, 'group'], 'blocks', own(block, 'group'));
  note(['blocks', id, 'asset'], 'assets', own(block, 'asset'));
  note(['blocks', id, 'fallback'], 'assets', own(block, 'fallback'));
  note(['blocks', id, 'fill', 'asset'], 'assets', own(own(block, 'fill'), 'asset'));
  note(['blocks', id, 'font', 'font'], 'fonts', own(own(block, 'font'), 'font'));
  for (const item of list(own(block, 'items'))) if (isBag(item)) note(['blocks', id, 'items'], 'assets', own(item, 'asset'));
  for (const column of list(own(block, 'columns'))) note(['blocks', id, 'columns'], 'fonts', own(own(column, 'font'), 'font'));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function faults(doc: TemplateDocument): Fault[] {
  return [...references(doc).flatMap((reference) => wrong(doc, reference)), ...rings(doc)];
}

function wrong(doc: TemplateDocument, { path, to, id }: Reference): Fault[] {
  if (own(doc[to], id) === null) return [[{ path: [to, id], because: 'used' }, { path, because: 'gone' }]];
  const [owner, target] = [doc.blocks[path[1] ?? ''], doc.blocks[id]];
  if (to !== 'blocks' || (target?.type === 'group' && target.page === owner?.page)) return [];
  // A group of another page, or no group any more.
  return [[path, ['blocks', path[1] ?? '', 'page'], ['blocks', id, 'page'], ['blocks', id]].map((one) => ({ path: one, because: 'changed' }))];
}

/** Blocks that are inside themselves: each step may be right alone, and two people's together make a ring. */
function rings(doc: TemplateDocument): Fault[] {
  return Object.keys(doc.blocks).filter((id) => {
    const seen = new Set<string>();
    for (let at = own(doc.blocks[id], 'parent'); typeof at === 'string' && !seen.has(at); at = own(own(doc.blocks, at), 'parent')) {
      if (at === id) return true;
      seen.add(at);
    }
    return false;
  }).map((id) => [{ path: ['blocks', id, 'parent'], because: 'changed' }]);
}
