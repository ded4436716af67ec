/** Pages: what is shown at one time. A page's blocks go with it. */
import { type NewId, newId } from '../ids';
import { own, same } from '../json';
import type { Block, Page, TemplateDocument } from '../schema';
import { inOrder, withInside } from '../tree';
import { pagesInOrder } from '../page-order';
import { copied, type Made } from './block';
import { placeAfter } from './page-places';

type Role = Page['role'];
export function addPage(doc: TemplateDocument, page: Page, id: string = newId()): Made {
  const z = page.z ?? placeAfter(doc);
  return { doc: { ...doc, pages: { ...doc.pages, [id]: z === undefined ? page : { ...page, z } } }, ids: [id] };
}

/** The last page stays. */
export function removePage(doc: TemplateDocument, id: string): TemplateDocument {
  if (doc.pages[id] === undefined || Object.keys(doc.pages).length === 1) return doc;
  const { [id]: _gone, ...pages } = doc.pages;
  return { ...doc, pages, blocks: Object.fromEntries(Object.entries(doc.blocks).filter(([, block]) => block.page !== id)) };
}

export function duplicatePage(doc: TemplateDocument, id: string, name?: string, ids: NewId = newId): Made {
  const page = doc.pages[id];
  if (page === undefined) return { doc, ids: [] };
  const { z: _its, ...rest } = page;
  const z = placeAfter(doc, id);
  const made = addPage(doc, { ...rest, ...(name === undefined ? {} : { name }), ...(z === undefined ? {} : { z }) }, ids());
  return { doc: withCopies(made.doc, id, made.ids[0] as string, ids), ids: made.ids };
}

export function patchPage(doc: TemplateDocument, id: string, properties: Readonly<Record<string, unknown>>): TemplateDocument {
  const page = doc.pages[id];
  if (page === undefined || Object.entries(properties).every(([key, value]) => same(own(page, key), value))) return doc;
  const next = Object.entries({ ...page, ...properties }).filter(([, value]) => value !== null && value !== undefined);
  return { ...doc, pages: { ...doc.pages, [id]: Object.fromEntries(next) as unknown as Page } };
}

export function patchBackground(doc: TemplateDocument, id: string, properties: Readonly<Record<string, unknown>>): TemplateDocument {
  const fill = Object.entries({ ...doc.pages[id]?.bg, ...properties }).filter(([, value]) => value !== null && value !== undefined);
  return patchPage(doc, id, { bg: fill.length === 0 ? null : Object.fromEntries(fill) });
}

/** "Copy to resting": what is on one page, and what is behind it, replaces that of another one, whose role and rules stay. */
export function copyContents(doc: TemplateDocument, from: string, to: string, ids: NewId = newId): TemplateDocument {
  if (from === to || doc.pages[from] === undefined || doc.pages[to] === undefined) return doc;
  const emptied = { ...doc, blocks: Object.fromEntries(Object.entries(doc.blocks).filter(([, block]) => block.page !== to)) };
  return patchPage(withCopies(emptied, from, to, ids), to, { bg: doc.pages[from]?.bg ?? null });
}

/** The same to a role: to its first page, or to a new one of that role. */
export function copyToRole(doc: TemplateDocument, from: string, role: Role, ids: NewId = newId): Made {
  const there = pagesInOrder(doc).find((id) => doc.pages[id]?.role === role && id !== from);
  const { doc: withPage, ids: made } = there === undefined ? addPage(doc, { role }, ids()) : { doc, ids: [there] };
  return { doc: copyContents(withPage, from, made[0] as string, ids), ids: made };
}

/** Copies of all blocks of a page, on another one. */
function withCopies(doc: TemplateDocument, from: string, to: string, ids: NewId): TemplateDocument {
  const all = withInside(doc, inOrder(doc, from)).map((id) => [id, doc.blocks[id] as Block] as const);
  const copies = copied(all, ids).map(([id, block]) => [id, { ...block, page: to }] as const);
  return { ...doc, blocks: { ...doc.blocks, ...Object.fromEntries(copies) } };
}

/** Blocks to another page, with all in them; a child leaves a group that stays. */
export function moveToPage(doc: TemplateDocument, ids: Iterable<string>, to: string): TemplateDocument {
  if (doc.pages[to] === undefined) return doc;
  const moving = new Set(withInside(doc, ids));
  const blocks = Object.entries(doc.blocks).map(([id, block]): [string, Block] => {
    if (!moving.has(id) || block.page === to) return [id, block];
    const { parent, ...rest } = block;
    return [id, (parent !== undefined && moving.has(parent) ? { ...block, page: to } : { ...rest, page: to }) as Block];
  });
  return { ...doc, blocks: Object.fromEntries(blocks) };
}
