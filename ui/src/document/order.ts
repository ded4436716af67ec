/**
 * Why fractional: a block that goes between two others gets a place of its own between theirs, and no neighbour is
 * written. So two people who order layers hardly ever change the same thing. Lists of places are found by comparing texts.
 */
import { generateNKeysBetween } from 'fractional-indexing';
import { changed, inOrder } from './tree';
import type { TemplateDocument } from './schema';

/** What a place may be long at most; nearer neighbours are all placed anew. */
const LONGEST = 80;

/** `count` places between two, or null where there is no room: places of other makers, two alike, or too long a text. */
export function between(low: string | null, high: string | null, count: number): string[] | null {
  if (low !== null && high !== null && low >= high) return null;
  try {
    const places = generateNKeysBetween(low, high, count);
    return places.every((place) => place.length <= LONGEST) ? places : null;
  } catch {
    // Not one of its own: an import has `1`, `2` or `z`.
    return null;
  }
}

/** Above everything of that page or group: places for `count` new blocks. */
export function placesOnTop(doc: TemplateDocument, page: string, parent: string | undefined, count: number): string[] {
  const top = inOrder(doc, page, parent).pop();
  const places = between(top === undefined ? null : doc.blocks[top]?.z ?? null, null, count);
  if (places !== null) return places;
  // Whatever the places below are, a text that begins with `z` and more is above what anybody makes.
  const above = `${doc.blocks[top ?? '']?.z ?? ''}`.slice(0, LONGEST - 10);
  return generateNKeysBetween(null, null, count).map((place) => `${above}z${place}`);
}

export type Direction = 'front' | 'back' | 'forward' | 'backward';

/** Those of one page and group move together and keep their order among themselves. */
export function reorder(doc: TemplateDocument, ids: readonly string[], direction: Direction): TemplateDocument {
  return families(doc, ids).reduce((next, [first, ...others]) => {
    const block = first === undefined ? undefined : next.blocks[first];
    return first === undefined || block === undefined ? next : arranged(next, inOrder(next, block.page, block.parent), new Set([first, ...others]), direction);
  }, doc);
}

/** The ids by the page and group they are in. */
function families(doc: TemplateDocument, ids: readonly string[]): string[][] {
  const found = new Map<string, string[]>();
  for (const id of ids) {
    const block = doc.blocks[id];
    if (block === undefined) continue;
    const key = `${block.page}\n${block.parent ?? ''}`;
    found.set(key, [...found.get(key) ?? [], id]);
  }
  return [...found.values()];
}

function arranged(doc: TemplateDocument, now: readonly string[], moving: ReadonlySet<string>, direction: Direction): TemplateDocument {
  const wanted = WANTED[direction](now, moving);
  return wanted.every((id, at) => id === now[at]) ? doc : inThisOrder(doc, wanted, moving);
}

const WANTED: Readonly<Record<Direction, (now: readonly string[], moving: ReadonlySet<string>) => string[]>> = {
  front: (now, moving) => [...now.filter((id) => !moving.has(id)), ...now.filter((id) => moving.has(id))],
  back: (now, moving) => [...now.filter((id) => moving.has(id)), ...now.filter((id) => !moving.has(id))],
  forward: (now, moving) => stepped([...now].reverse(), moving).reverse(),
  backward: (now, moving) => stepped(now, moving),
};

/** Each that moves changes places with the one before it, unless that one moves too. */
function stepped(now: readonly string[], moving: ReadonlySet<string>): string[] {
  const next = [...now];
  next.forEach((id, at) => {
    const before = next[at - 1];
    if (before === undefined || !moving.has(id) || moving.has(before)) return;
    next[at - 1] = id;
    next[at] = before;
  });
  return next;
}

/** Puts a block (of a page and group) under another one, or on top with null. Dropping in the list of layers. */
export function putBelow(doc: TemplateDocument, ids: readonly string[], above: string | null): TemplateDocument {
  const block = doc.blocks[ids[0] ?? ''];
  if (block === undefined) return doc;
  const moving = new Set(ids);
  const now = inOrder(doc, block.page, block.parent);
  const rest = now.filter((id) => !moving.has(id));
  const at = above === null || !rest.includes(above) ? rest.length : rest.indexOf(above);
  const wanted = [...rest.slice(0, at), ...now.filter((id) => moving.has(id)), ...rest.slice(at)];
  return wanted.every((id, place) => id === now[place]) ? doc : inThisOrder(doc, wanted, moving);
}

/** Writes places for those that move, between those that stay; for all of them where there is no room. */
function inThisOrder(doc: TemplateDocument, wanted: readonly string[], moving: ReadonlySet<string>): TemplateDocument {
  const places = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += 1) {
    if (!moving.has(wanted[at] as string)) continue;
    let end = at;
    while (end < wanted.length && moving.has(wanted[end] as string)) end += 1;
    const run = between(doc.blocks[wanted[at - 1] ?? '']?.z ?? null, doc.blocks[wanted[end] ?? '']?.z ?? null, end - at);
    if (run === null) return anew(doc, wanted);
    run.forEach((place, step) => places.set(wanted[at + step] as string, place));
    at = end;
  }
  return changed(doc, places.keys(), (block, id) => ({ ...block, z: places.get(id) ?? block.z }));
}

function anew(doc: TemplateDocument, wanted: readonly string[]): TemplateDocument {
  const places = generateNKeysBetween(null, null, wanted.length);
  return changed(doc, wanted, (block, id) => ({ ...block, z: places[wanted.indexOf(id)] ?? block.z }));
}
