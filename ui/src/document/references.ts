/** Why: the hub refuses a document in which something names what isn't there. What names what is said once, here. */
import { isBag, own } from './json';
import type { TemplateDocument } from './shape';

export interface Reference {
  /** Path of the property that names something. */
  readonly path: readonly string[];
  readonly to: 'pages' | 'blocks' | 'assets';
  readonly id: string;
}

export function references(doc: TemplateDocument): Reference[] {
  const found: Reference[] = [];
  const note = (path: readonly string[], to: Reference['to'], id: unknown): void => {
    if (typeof id === 'string') found.push({ path, to, id });
  };
  for (const [id, page] of Object.entries(doc.pages)) note(['pages', id, 'bg', 'asset'], 'assets', own(page.bg, 'asset'));
  for (const [id, font] of Object.entries(doc.fonts ?? {})) for (const asset of list(own(font, 'src'))) note(['fonts', id], 'assets', asset);
  for (const [id, block] of Object.entries(doc.blocks)) ofBlock(id, block, note);
  return found;
}

function ofBlock(id: string, block: object, note: (path: readonly string[], to: Reference['to'], id: unknown) => void): void {
  note(['blocks', id, 'page'], 'pages', own(block, 'page'));
  note(['blocks', id, 'parent'], 'blocks', own(block, 'parent'));
  note(['blocks', id, 'group'], 'blocks', own(block, 'group'));
  note(['blocks', id, 'asset'], 'assets', own(block, 'asset'));
  note(['blocks', id, 'fallback'], 'assets', own(block, 'fallback'));
  note(['blocks', id, 'fill', 'asset'], 'assets', own(own(block, 'fill'), 'asset'));
  for (const item of list(own(block, 'items'))) if (isBag(item)) note(['blocks', id, 'items'], 'assets', own(item, 'asset'));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Those that lead nowhere. */
export function dangling(doc: TemplateDocument): Reference[] {
  return references(doc).filter(({ to, id }) => own(doc[to], id) === null);
}

/** Blocks that are inside themselves: each may be right alone, and two edits together make a ring. */
export function rings(doc: TemplateDocument): string[] {
  return Object.keys(doc.blocks).filter((id) => {
    const seen = new Set<string>();
    for (let at = own(doc.blocks[id], 'parent'); typeof at === 'string' && !seen.has(at); at = own(own(doc.blocks, at), 'parent')) {
      if (at === id) return true;
      seen.add(at);
    }
    return false;
  });
}
