/** What is done to single blocks: put there, taken away, copied, described. Every function gives the next document, or the same one. */
import { type NewId, newId } from '../ids';
import { own, same } from '../json';
import { placesOnTop } from '../order';
import type { Block, TemplateDocument } from '../schema';
import { changed, compared, outermost, withInside } from '../tree';

/** A document in which something new is, and what: the builder selects it. */
export interface Made { readonly doc: TemplateDocument; readonly ids: readonly string[] }

/** A block as a tool makes it: where it goes and above whom is decided here. */
type Unplaced<One> = One extends Block ? Omit<One, 'z'> : never;
export type Draft = Unplaced<Block>;

export function add(doc: TemplateDocument, draft: Draft, id: string = newId()): Made {
  const [z = 'a0'] = placesOnTop(doc, draft.page, draft.parent, 1);
  return { doc: { ...doc, blocks: { ...doc.blocks, [id]: { ...draft, z } as Block } }, ids: [id] };
}

/** With everything inside them, and with the lists of runners that draw a group which goes. */
export function remove(doc: TemplateDocument, ids: Iterable<string>): TemplateDocument {
  const gone = new Set(withInside(doc, ids));
  for (const [id, block] of Object.entries(doc.blocks)) if (gone.has(String(own(block, 'group')))) gone.add(id);
  if (gone.size === 0) return doc;
  return { ...doc, blocks: Object.fromEntries(Object.entries(doc.blocks).filter(([id]) => !gone.has(id))) };
}

/** Takes a property away with null; says nothing where nothing changes. */
export function patch(doc: TemplateDocument, ids: Iterable<string>, properties: Readonly<Record<string, unknown>>): TemplateDocument {
  return changed(doc, ids, (block) => patched(block, properties) as Block);
}

/** One by one, so that another property of the same font stays as it is, whoever changes it. */
export function patchInside(doc: TemplateDocument, ids: Iterable<string>, of: 'font' | 'fill', properties: Readonly<Record<string, unknown>>): TemplateDocument {
  return changed(doc, ids, (block) => {
    const now = (own(block, of) ?? {}) as Readonly<Record<string, unknown>>;
    const next = patched(now, properties);
    return next === now ? block : patched(block, { [of]: Object.keys(next).length === 0 ? null : next }) as Block;
  });
}

function patched<Whole extends object>(whole: Whole, properties: Readonly<Record<string, unknown>>): Whole {
  const entries = Object.entries(properties).filter(([key, value]) => !same(own(whole, key), value));
  if (entries.length === 0) return whole;
  const next: Record<string, unknown> = { ...whole, ...Object.fromEntries(entries) };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null && value !== undefined)) as Whole;
}

export function rename(doc: TemplateDocument, id: string, name: string): TemplateDocument {
  const clean = name.trim().slice(0, 120);
  return patch(doc, [id], { name: clean === '' ? null : clean });
}

export function hide(doc: TemplateDocument, ids: Iterable<string>, hidden: boolean): TemplateDocument {
  return patch(doc, ids, { hidden: hidden ? true : null });
}

export function lock(doc: TemplateDocument, ids: Iterable<string>, locked: boolean): TemplateDocument {
  return patch(doc, ids, { locked: locked ? true : null });
}

/** Copies of these and of all in them, a little further down and to the right, on top of their own page or group. */
export function duplicate(doc: TemplateDocument, ids: Iterable<string>, by = 20, id: NewId = newId): Made {
  const tops = outermost(doc, ids).sort((one, other) => compared(doc, one, other));
  return tops.reduce<Made>((made, top) => {
    const copy = copied(withInside(doc, [top]).map((one) => [one, doc.blocks[one] as Block]), id);
    const [newTop = '', block] = copy[0] ?? [];
    if (block === undefined) return made;
    const [z = block.z] = placesOnTop(made.doc, block.page, block.parent, 1);
    const moved: Block = { ...block, x: block.x + by, y: block.y + by, z };
    return { doc: { ...made.doc, blocks: { ...made.doc.blocks, ...Object.fromEntries([[newTop, moved], ...copy.slice(1)]) } }, ids: [...made.ids, newTop] };
  }, { doc, ids: [] });
}

/** The same blocks under new ids; what one of them names among them is named by its new id. */
export function copied(blocks: readonly (readonly [string, Block])[], id: NewId = newId): [string, Block][] {
  const renamed = new Map(blocks.map(([old]) => [old, id()]));
  return blocks.map(([old, block]) => [renamed.get(old) as string, {
    ...block,
    ...(block.parent === undefined ? {} : { parent: renamed.get(block.parent) ?? block.parent }),
    ...('group' in block ? { group: renamed.get(String(block['group'])) ?? block['group'] } : {}),
  } as Block]);
}
