/** Where pages stand among each other: one page is written when one moves, all of them the first time. */
import { generateNKeysBetween } from 'fractional-indexing';
import { between } from '../order';
import { pagesInOrder } from '../page-order';
import type { Page, TemplateDocument } from '../schema';

/** Before another one; null: to the end. */
export function movePage(doc: TemplateDocument, id: string, before: string | null): TemplateDocument {
  const now = pagesInOrder(doc);
  if (doc.pages[id] === undefined || before === id) return doc;
  const rest = now.filter((each) => each !== id);
  const at = before === null || !rest.includes(before) ? rest.length : rest.indexOf(before);
  const wanted = [...rest.slice(0, at), id, ...rest.slice(at)];
  return wanted.every((each, place) => each === now[place]) ? doc : placed(doc, wanted, id);
}

/** One step towards the first (-1) or the last (1). */
export function stepPage(doc: TemplateDocument, id: string, by: -1 | 1): TemplateDocument {
  const now = pagesInOrder(doc);
  const at = now.indexOf(id);
  if (at === -1 || now[at + by] === undefined) return doc;
  return movePage(doc, id, by === -1 ? now[at - 1] as string : now[at + 2] ?? null);
}

/** A new page's place: right after that one, at the end without one; none where pages stand by their roles. */
export function placeAfter(doc: TemplateDocument, id?: string): string | undefined {
  const now = pagesInOrder(doc);
  const last = now[now.length - 1];
  if (last === undefined || doc.pages[last]?.z === undefined) return undefined;
  const at = id === undefined ? now.length - 1 : now.indexOf(id);
  const z = (place: number): string | null => doc.pages[now[place] ?? '']?.z ?? null;
  return between(z(at), z(at + 1), 1)?.[0] ?? between(z(now.length - 1), null, 1)?.[0];
}

function placed(doc: TemplateDocument, wanted: readonly string[], id: string): TemplateDocument {
  const at = wanted.indexOf(id);
  const [low, high] = [doc.pages[wanted[at - 1] ?? ''], doc.pages[wanted[at + 1] ?? '']];
  const stands = wanted.every((each) => each === id || doc.pages[each]?.z !== undefined);
  const one = stands ? between(low?.z ?? null, high?.z ?? null, 1) : null;
  const places = one === null ? generateNKeysBetween(null, null, wanted.length) : null;
  const writes = wanted.flatMap((each, place): [string, Page][] => {
    const z = places === null ? (each === id ? one?.[0] : undefined) : places[place];
    const page = doc.pages[each];
    return z === undefined || page === undefined ? [] : [[each, { ...page, z }]];
  });
  return { ...doc, pages: { ...doc.pages, ...Object.fromEntries(writes) } };
}
