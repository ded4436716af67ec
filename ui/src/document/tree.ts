/** Why: the map of blocks is flat, so that edits meet property by property. Who is inside whom, and above whom, is asked here. */
import type { Block, TemplateDocument } from './schema';

/** Lowest first. Two with one place (each put there by somebody else) stand by their ids, so every screen draws them alike. */
export function inOrder(doc: TemplateDocument, page: string, parent?: string): string[] {
  return Object.keys(doc.blocks)
    .filter((id) => doc.blocks[id]?.page === page && doc.blocks[id]?.parent === parent)
    .sort((one, other) => compared(doc, one, other));
}

export function compared(doc: TemplateDocument, one: string, other: string): number {
  const [a, b] = [doc.blocks[one]?.z ?? '', doc.blocks[other]?.z ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : 1;
}

/** These, and everything in them; each group before what is in it. */
export function withInside(doc: TemplateDocument, ids: Iterable<string>): string[] {
  const found = new Set<string>();
  const take = (id: string): void => {
    const block = doc.blocks[id];
    if (block === undefined || found.has(id)) return;
    found.add(id);
    for (const inside of inOrder(doc, block.page, id)) take(inside);
  };
  for (const id of ids) take(id);
  return [...found];
}

/** Those that are not inside another one of them: what is moved with its group must not move twice. */
export function outermost(doc: TemplateDocument, ids: Iterable<string>): string[] {
  const among = new Set([...ids].filter((id) => doc.blocks[id] !== undefined));
  return [...among].filter((id) => !ancestors(doc, id).some((above) => among.has(above)));
}

export function ancestors(doc: TemplateDocument, id: string): string[] {
  const above: string[] = [];
  for (let at = doc.blocks[id]?.parent; at !== undefined && !above.includes(at); at = doc.blocks[at]?.parent) above.push(at);
  return above;
}

/** The document with these blocks changed; the very same document when none did. */
export function changed(doc: TemplateDocument, ids: Iterable<string>, change: (block: Block, id: string) => Block): TemplateDocument {
  const next: Record<string, Block> = {};
  let any = false;
  for (const id of new Set(ids)) {
    const block = doc.blocks[id];
    if (block === undefined) continue;
    const after = change(block, id);
    any ||= after !== block;
    next[id] = after;
  }
  return any ? { ...doc, blocks: { ...doc.blocks, ...next } } : doc;
}
